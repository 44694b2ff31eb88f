import { parseAddress } from '../../../lib/verify/packets/net/address';
import type { FirewallPolicy } from '../../../lib/verify/packets/net/firewall';
import { onePort, TCP, UDP, type Packet } from '../../../lib/verify/packets/net/packet';
import { parseRule, readAddresses, type Variables } from '../../../lib/verify/packets/build/suricata';
import { statefulAction } from '../../../lib/verify/packets/walk/inspect';

const NONE: Variables = { addresses: new Map(), ports: new Map() };
const home = readAddresses('[10.0.0.0/16]', NONE);
const HOME: Variables = {
  addresses: new Map(
    home === undefined
      ? []
      : [
          ['HOME_NET', home],
          ['EXTERNAL_NET', { any: true, blocks: [], except: home.blocks }],
        ],
  ),
  ports: new Map([['WEB', { any: false, ranges: [{ from: 80, to: 80 }], except: [] }]]),
};

function packet(protocol = TCP, port = 443, source = '10.0.0.1', destination = '198.51.100.1'): Packet {
  const [from, to] = [parseAddress(source), parseAddress(destination)];
  if (from === undefined || to === undefined) {
    throw new Error('no address');
  }
  return { source: from, destination: to, protocol, sourcePort: onePort(40000), port: onePort(port) };
}

/** Whether a drop rule drops a packet. */
function drops(text: string, sent: Packet, turn: 'opening' | 'answer' = 'opening'): string {
  const rule = parseRule(`drop ${text}`, HOME, 'rule');
  if (rule === undefined) {
    return 'not understood';
  }
  const policy: FirewallPolicy = {
    name: 'p',
    stateless: [],
    statelessDefault: 'forward',
    strict: true,
    stateful: [rule],
    defaults: [],
  };
  const { truth } = statefulAction(policy, sent, turn)[turn];
  return truth === 'no' ? 'drops' : truth === 'yes' ? 'passes' : 'unknown';
}

describe('Suricata rules', () => {
  test.each([
    ['ip any any -> any any (sid:1;)', 'drops'],
    ['tcp any any -> any any (sid:1;)', 'drops'],
    ['udp any any -> any any (sid:1;)', 'passes'],
    ['icmp any any -> any any (sid:1;)', 'passes'],
    ['tcp any any -> any 443 (msg:"a; b"; sid:1; rev:2;)', 'drops'],
    ['tcp any any -> any 80 (sid:1;)', 'passes'],
    ['tcp any any -> any !80 (sid:1;)', 'drops'],
    ['tcp any any -> any [80,443] (sid:1;)', 'drops'],
    ['tcp any any -> any [400:500,!443] (sid:1;)', 'passes'],
    ['tcp any any -> any 400: (sid:1;)', 'drops'],
    ['tcp any any -> any $WEB (sid:1;)', 'passes'],
    ['tcp any 40000 -> any any (sid:1;)', 'drops'],
    ['tcp any 40001 -> any any (sid:1;)', 'passes'],
    ['tcp $HOME_NET any -> $EXTERNAL_NET any (sid:1;)', 'drops'],
    ['tcp $EXTERNAL_NET any -> $HOME_NET any (sid:1;)', 'passes'],
    ['tcp $EXTERNAL_NET any <> $HOME_NET any (sid:1;)', 'drops'],
    ['tcp !$HOME_NET any -> any any (sid:1;)', 'passes'],
    ['tcp !$EXTERNAL_NET any -> any any (sid:1;)', 'drops'],
    ['tcp [10.0.0.0/24,!10.0.0.1/32] any -> any any (sid:1;)', 'passes'],
    ['tcp ![10.1.0.0/16,10.2.0.0/16] any -> any any (sid:1;)', 'drops'],
    ['tcp any any -> 198.51.100.1 any (sid:1;)', 'drops'],
    ['tls any any -> any any (sid:1;)', 'unknown'],
    ['tcp any any -> any any (content:"x"; sid:1;)', 'unknown'],
    ['tcp any any -> any any (flow:to_server; sid:1;)', 'drops'],
    ['tcp any any -> any any (flow:established,to_server; sid:1;)', 'unknown'],
    ['tcp $NOT any -> any any (sid:1;)', 'not understood'],
    ['tcp any any -> any (sid:1;)', 'not understood'],
  ])('%s %s', (text, expected) => {
    expect(drops(text, packet())).toBe(expected);
  });

  test.each([
    ['(flow:to_client; sid:1;)', 'passes', 'drops'],
    ['(flow:from_client; sid:1;)', 'drops', 'passes'],
    ['(flow:stateless; sid:1;)', 'drops', 'drops'],
    ['(flow:established, to_client; sid:1;)', 'passes', 'unknown'],
  ])('look at one side of a connection with %s', (options, opening, back) => {
    expect(drops(`tcp any any -> any any ${options}`, packet())).toBe(opening);
    expect(drops(`tcp any any -> any any ${options}`, packet(), 'answer')).toBe(back);
  });

  test('tell UDP apart from what TCP carries', () => {
    expect(drops('tls any any -> any any (sid:1;)', packet(UDP))).toBe('passes');
    expect(drops('quic any any -> any any (sid:1;)', packet(UDP))).toBe('unknown');
  });
});
