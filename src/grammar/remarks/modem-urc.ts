import { remarks } from '../declaration.ts';

/** What else modems report. Sources as for the speaker. */
export const modemUrcRemarks = () => [
  ...remarks('power', 'notice', {
    'urc.boot-report': ['^BOOT:<first:int>,<second:int>,<third:int>,<fourth:int>,<fifth:int>'],
    'urc.subsystem-ready': ['+QIND: SMS DONE', '+QIND: PB DONE'],
  }),
  ...remarks('control', 'notice', {
    'urc.manufacturer': ['+CGMI: <manufacturer:text>'],
  }),
  ...remarks('sim', 'notice', {
    'urc.sim-toolkit': ['^STIN: <command:int>,<index:int>,<menu:int>'],
  }),
  ...remarks('register', 'notice', {
    'urc.class': ['+CGEV: ME CLASS <class:word>'],
    'urc.signal-quality': [
      '+CESQ: <rxlev:int>,<ber:int>,<rscp:int>,<ecno:int>,<rsrq:int>,<rsrp:int>',
      '^RSSI: <rssi:int>',
      '^RSSI:<rssi:int>',
      '^HCSQ: "<system:text>",<first:int>,<second:int>,<third:int>,<fourth:int>',
      '^HCSQ:"<system:text>",<first:int>,<second:int>,<third:int>,<fourth:int>',
      '+XCESQI: <mode:int>,<rxlev:int>,<ber:int>,<rscp:int>,<ecno:int>,<rsrq:int>,<rsrp:int>,<sinr:int>,<eighth:int>,<ninth:int>,<tenth:int>',
    ],
    'urc.radio-mode': ['^MODE: <system:int>,<detail:int>', '^MODE:<system:int>,<detail:int>'],
    'urc.system-information': [
      '^SYSINFOEX:<service:int>,<domain:int>,<roaming:int>,<sim:int>,,<system:int>,"<name:text>",<submode:int>,"<subname:text>"',
    ],
  }),
  ...remarks('dial', 'notice', {
    'urc.data-link': [
      '+QNETDEVSTATUS: <context:int>,<type:int>,<state:int>',
      '+ZCONSTAT: <state:int>,<context:int>',
      '+ZGIPDNS: <context:int>,"IP","<address:ip>","<gateway:ip>","<dns1:ip>","<dns2:ip>"',
    ],
    'urc.traffic-report': [
      '^DSFLOWRPT:<seconds:hex>,<sendRate:hex>,<receiveRate:hex>,<sent:hex>,<received:hex>,<sendLimit:hex>,<receiveLimit:hex>',
    ],
  }),
  ...remarks('address', 'notice', {
    'urc.context-settings': [
      '+CGCONTRDP: <context:int>,<bearer:int>,"<apn:text>","<address:text>","<gateway:text>","<dns1:ip>","<dns2:ip>"',
    ],
  }),
  ...remarks(null, 'notice', {
    'urc.message': ['+CUSD: <mode:int>,"<words:text>",<coding:int>', '+CMTI: "<storage:text>",<index:int>'],
  }),
];
