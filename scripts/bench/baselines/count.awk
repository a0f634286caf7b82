# Counts the lines of a log that match one of the patterns of patterns.txt.
/udhcpc: (sending|broadcasting) discover/ { n++; next }
/lease of [0-9.]+ obtained/ { n++; next }
/no lease, failing/ { n++; next }
/received DHCP NAK/ { n++; next }
/Interface '[^']+' is now (up|down)/ { n++; next }
/Interface '[^']+' has lost the connection/ { n++; next }
/has link connectivity loss/ { n++; next }
/pppd [0-9.]+ started by/ { n++; next }
/Serial connection established/ { n++; next }
/LCP: timeout sending Config-Requests/ { n++; next }
/LCP terminated by peer/ { n++; next }
/(CHAP|PAP) authentication (succeeded|failed)/ { n++; next }
/local  IP address [0-9.]+/ { n++; next }
/Modem hangup/ { n++; next }
/Connect script failed/ { n++; next }
/NO CARRIER/ { n++; next }
/[+]CME ERROR: [0-9]+/ { n++; next }
/send [(]AT[^)]*[)]/ { n++; next }
/The specified control device does not exist/ { n++; next }
/Unable to connect IPv[46]/ { n++; next }
/Waiting for network registration/ { n++; next }
/Network registration failed/ { n++; next }
/PIN (required|not specified)/ { n++; next }
/USB disconnect, device number [0-9]+/ { n++; next }
/device descriptor read\/[0-9a-z]+, error -[0-9]+/ { n++; next }
/over-current/ { n++; next }
/now attached to ttyUSB[0-9]+/ { n++; next }
/register '(qmi_wwan|cdc_mbim|huawei_cdc_ncm|cdc_ether)'/ { n++; next }
/cdc-wdm[0-9]: USB WDM device/ { n++; next }
/state changed [(][a-z-]+ -> [a-z-]+[)]/ { n++; next }
/couldn't (connect|enable|initialize)/ { n++; next }
END { print n }
