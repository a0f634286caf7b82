/** What people paste, one text per answer of the program. */

/** The driver wants proto ncm and the configuration says qmi: a proven error. */
export const brokenPost = `\
[  127.120000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1
[  127.220000] huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device
[  127.220000] huawei_cdc_ncm 1-1:1.2 wwan0: register 'huawei_cdc_ncm' at usb-101c0000.ehci-1, Huawei CDC NCM device, 00:1e:10:1f:00:00

The network is defined as,

config interface 'modem'
        option apn 'giffgaff.com'
        option proto 'qmi'
        option ifname 'wwan0'
        option device '/dev/cdc-wdm0'
`;

/** A dial that ends in a lease; one line of it is odd and harmless. */
export const workingLog = `\
Sun Jul 22 02:23:12 2018 daemon.notice netifd: Interface 'modem' is setting up now
Sun Jul 22 02:23:14 2018 daemon.notice netifd: modem (2347): sending -> AT
Sun Jul 22 02:23:15 2018 daemon.notice netifd: modem (2347): sending -> ATZ
Sun Jul 22 02:23:18 2018 daemon.notice netifd: modem (2347): sending -> AT+CGDCONT=1,"IP","giffgaff.com"
Sun Jul 22 02:23:19 2018 daemon.notice netifd: modem (2347): Starting network modem
Sun Jul 22 02:23:19 2018 daemon.notice netifd: modem (2347): sending -> AT^NDISDUP=1,1,"giffgaff.com"
Sun Jul 22 02:23:20 2018 daemon.notice netifd: modem (2347): Setting up wwan0
Sun Jul 22 02:23:20 2018 daemon.notice netifd: Interface 'modem' is now up
Sun Jul 22 02:23:20 2018 daemon.notice netifd: Interface 'modem_4' is setting up now
Sun Jul 22 02:23:20 2018 daemon.notice netifd: modem (2347): Command failed: Unknown error
Sun Jul 22 02:23:21 2018 daemon.notice netifd: modem_4 (2396): udhcpc: started, v1.25.1
Sun Jul 22 02:23:21 2018 daemon.notice netifd: modem_4 (2396): udhcpc: sending discover
Sun Jul 22 02:23:24 2018 daemon.notice netifd: modem_4 (2396): udhcpc: sending select for 10.147.143.192
Sun Jul 22 02:23:24 2018 daemon.notice netifd: modem_4 (2396): udhcpc: lease of 10.147.143.192 obtained, lease time 518400
Sun Jul 22 02:23:24 2018 daemon.notice netifd: Interface 'modem_4' is now up
`;

/** A log that ends before the dial has an answer. */
export const undeterminedLog = workingLog.split('\n').slice(0, 3).join('\n');

/** Nothing in it is about a modem. */
export const otherLog = `\
Wed Nov 14 01:45:07 2018 daemon.info dnsmasq[2686]: started, version 2.78 cachesize 150
Wed Nov 14 01:45:07 2018 daemon.info dnsmasq[2686]: read /etc/hosts - 4 addresses
`;
