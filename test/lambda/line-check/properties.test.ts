import fc from 'fast-check';
import { checkLines } from '../../../lambda/line-check/check';
import type {
  DirectConnectObservation,
  LineObservation,
  TunnelState,
  VpnState,
} from '../../../lambda/line-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { DOWN, expectation, healthy, tunnel, vpn } from './expectation';

const gone = unknown('Network', 'cut');

const tunnels: fc.Arbitrary<readonly TunnelState[]> = fc
  .array(
    fc.record({
      status: fc.constantFrom('UP', 'UP', 'DOWN', 'SLEEPY'),
      acceptedRoutes: fc.constantFrom(2, 2, 0, undefined),
      message: fc.constantFrom('IPSEC IS UP', 'IPSEC IS DOWN'),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((changes) => changes.map((change, index) => tunnel(`203.0.113.${String(index + 1)}`, change)));

const vpns: fc.Arbitrary<readonly VpnState[]> = fc
  .tuple(
    ...['t1', 't2', 's2'].map((id) =>
      fc.record({
        id: fc.constant(id),
        listed: fc.constantFrom(true, true, true, false),
        state: fc.constantFrom('available', 'available', 'pending', 'deleted', 'melting'),
        customerGatewayId: fc.constantFrom(`cgw-${id}`, 'cgw-t2'),
        tunnels,
      }),
    ),
  )
  .map((list) => list.flatMap(({ id, listed, ...changes }) => (listed ? [vpn(id, changes)] : [])));

const directConnects: fc.Arbitrary<DirectConnectObservation> = fc
  .record({
    connection: fc.constantFrom('available', 'available', 'down', 'unknown'),
    state: fc.constantFrom('available', 'available', 'down', 'unknown'),
    peers: fc.array(fc.constantFrom('up', 'down', 'unknown'), { maxLength: 2 }),
  })
  .map(({ connection, state, peers }) => ({
    connections: known([{ connectionId: 'dxcon-s1', state: connection, device: 'd' }]),
    virtualInterfaces: known([
      {
        virtualInterfaceId: 'dxvif-s1',
        state,
        connectionId: 'dxcon-s1',
        peers: peers.map((status, index) => ({ id: String(index), status, state: 'available' })),
      },
    ]),
  }));

const observations: fc.Arbitrary<LineObservation> = fc.record({
  vpns: vpns.map((list) => known(list)),
  directConnects: directConnects.map((line) => ({ 'dxvif-s1': line })),
});

const LOSSES = ['vpns', 'connections', 'virtualInterfaces'] as const;
type Loss = (typeof LOSSES)[number];

function forget(observed: LineObservation, lost: readonly Loss[]): LineObservation {
  const [line] = Object.values(observed.directConnects);
  return {
    vpns: lost.includes('vpns') ? gone : observed.vpns,
    directConnects: {
      'dxvif-s1': {
        connections: lost.includes('connections') ? gone : (line?.connections ?? gone),
        virtualInterfaces: lost.includes('virtualInterfaces') ? gone : (line?.virtualInterfaces ?? gone),
      },
    },
  };
}

const losses = fc.subarray([...LOSSES], { minLength: 1 });

test('F52 an unknown fact never gives a healthy decision, nor a service known to be down that was not', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      const full = checkLines(expectation, observed);
      const partial = checkLines(expectation, forget(observed, lost));
      expect(partial.status).not.toBe('HEALTHY');
      expect(partial.metrics.CheckUnknown).toBeGreaterThan(0);
      expect(partial.metrics.RedundancyLost).not.toBe(0);
      if (full.status !== 'FAILED') {
        expect(partial.status).not.toBe('FAILED');
      }
    }),
  );
});

test('F45 a partner is down exactly when each of its lines is, and then the service of that partner is', () => {
  fc.assert(
    fc.property(observations, (observed) => {
      const { findings, metrics } = checkLines(expectation, observed);
      for (const { name, lines } of expectation.partners) {
        const down = findings.filter(({ code, subject }) => code === 'LineDown' && subject.endsWith(` of ${name}`));
        const codes = findings.filter(({ subject }) => subject === name).map(({ code }) => code);
        expect(codes.includes('PartnerDown')).toBe(down.length === lines.length);
        expect(codes.includes('PartnerDegraded')).toBe(down.length > 0 && down.length < lines.length);
        expect((metrics[`LinesUp/${name}`] ?? 0) + down.length).toBeLessThanOrEqual(lines.length);
      }
    }),
  );
});

test('what a metric counts without some answers is never more than with all of them', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      const full = checkLines(expectation, observed).metrics;
      const partial = checkLines(expectation, forget(observed, lost)).metrics;
      expect(partial.PartnersDown ?? 0).toBeLessThanOrEqual(full.PartnersDown ?? 0);
      for (const { name } of expectation.partners) {
        const lines = `LinesUp/${name}`;
        expect(partial[lines] === undefined || partial[lines] === full[lines]).toBe(true);
      }
    }),
  );
});

test('F43 what happens to one partner says nothing about the other', () => {
  fc.assert(
    fc.property(observations, (observed) => {
      const aboutSettlement = (o: LineObservation) =>
        checkLines(expectation, o).findings.filter(({ subject }) => subject.includes('settlement'));
      const lost: LineObservation = {
        ...observed,
        vpns:
          observed.vpns.kind === 'known'
            ? known(
                observed.vpns.value.map((state) =>
                  state.vpnConnectionId.startsWith('vpn-t') ? { ...state, tunnels: DOWN } : state,
                ),
              )
            : observed.vpns,
      };
      expect(aboutSettlement(lost)).toStrictEqual(aboutSettlement(observed));
    }),
  );
});

test('the order of connections, of partners and of their lines changes nothing', () => {
  fc.assert(
    fc.property(observations, (observed) => {
      const vpnsReversed = observed.vpns.kind === 'known' ? known([...observed.vpns.value].reverse()) : observed.vpns;
      const decision = checkLines(expectation, observed);
      expect(checkLines(expectation, { ...observed, vpns: vpnsReversed })).toStrictEqual(decision);
      const partners = [...expectation.partners]
        .reverse()
        .map((partner) => ({ ...partner, lines: [...partner.lines].reverse() }));
      expect(checkLines({ ...expectation, partners }, observed)).toStrictEqual(decision);
    }),
  );
});

test.each(LOSSES)('without %s the healthy lines are unknown', (loss) => {
  expect(checkLines(expectation, forget(healthy, [loss])).status).toBe('UNKNOWN');
});
