import { describeLive } from './live-cases.ts';

describeLive('sticks before and without a modem', { lanAddress: '192.168.8.1' }, [
  {
    title: 'a HiLink stick whose network is that of the LAN',
    profile: 'huawei-e3372-hilink',
    shows: /Interface 'modem' is now up/,
    logs: { state: 'broken', rung: 'route', cause: 'hilink-subnet-clash' },
    tests: { ports: 'not-run', sim: 'not-run', dial: 'reached', lease: 'reached', internet: 'broken' },
    // Packets that are bound to the stick come back; its name server is taken for the router.
    judgements: { 'hilink-subnet-clash': 'proven' },
    live: { state: 'broken', rung: 'route', cause: 'hilink-subnet-clash', confidence: 'proven' },
  },
  {
    title: 'a stick that is still a CD-ROM',
    profile: 'huawei-e3372-storage',
    prepare: 'while [ ! -e /dev/sr0 ]; do sleep 1; done; logger -t bench "The drive is there."',
    shows: /The drive is there/,
    logs: { state: 'broken', cause: 'modeswitch-id-unknown' },
    tests: { pause: 'not-run', dial: 'not-run', internet: 'not-run' },
    live: { state: 'broken', cause: 'modeswitch-id-unknown' },
  },
]);
