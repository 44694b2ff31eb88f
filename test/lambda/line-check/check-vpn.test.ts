import { checkLines } from '../../../lambda/line-check/check';
import type { LineObservation, TunnelState, VpnState } from '../../../lambda/line-check/observation';
import { known } from '../../../lambda/shared/observed';
import { DOWN, expectation, healthy, tunnel, vpn, withVpns } from './expectation';

function check(observed: LineObservation, event = expectation) {
  const decision = checkLines(event, observed);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

function tickets(changes: Partial<VpnState>) {
  return check(withVpns({ t1: changes }));
}

function tunnels(first: Partial<TunnelState>, second: Partial<TunnelState> = {}) {
  return tickets({ tunnels: [tunnel('203.0.113.1', first), tunnel('203.0.113.2', second)] });
}

function fault(code: string, subject: string, detail: string, effect = 'redundancy') {
  return { code, effect, subject, detail };
}

describe('a tunnel', () => {
  const subject = 'line-1 of tickets, tunnel 203.0.113.1';

  test.each<[string, Partial<TunnelState>, string, string]>([
    [
      'without IPsec is down',
      { status: 'DOWN', message: 'IPSEC IS DOWN' },
      'TunnelDown',
      'the tunnel is down since 2026-11-25T10:00:00.000Z: IPSEC IS DOWN',
    ],
    [
      'without BGP is down by its session',
      { status: 'DOWN', message: 'IPSec is up' },
      'BgpDown',
      'its BGP session is down since 2026-11-25T10:00:00.000Z: IPSec is up',
    ],
    [
      'without a reason is down',
      { status: 'DOWN', message: undefined, changedAt: undefined },
      'TunnelDown',
      'the tunnel is down: no reason given',
    ],
    [
      'without routes carries nothing',
      { acceptedRoutes: 0 },
      'RoutesMissing',
      'the partner announces 0 of 1 routes on 203.0.113.1',
    ],
  ])('%s, and the line stays up on the other one', (_what, change, code, detail) => {
    const { status, findings, metrics } = tunnels(change);
    expect(status).toBe('DEGRADED');
    expect(findings).toStrictEqual([fault(code, subject, detail)]);
    expect(metrics).toMatchObject({ 'LinesUp/tickets': 2, PartnersDegraded: 0 });
  });

  test.each([
    [1, 1, []],
    [1, 2, ['RoutesMissing line-1 of tickets, tunnel 203.0.113.1']],
    [undefined, 0, []],
    [0, 0, []],
  ])('with %s routes of %i', (acceptedRoutes, minimumRoutes, codes) => {
    const partners = expectation.partners.map((partner) => ({
      ...partner,
      lines: partner.lines.map((line) => (line.kind === 'vpn' ? { ...line, minimumRoutes } : line)),
    }));
    const observed = withVpns({ t1: { tunnels: [tunnel('203.0.113.1', { acceptedRoutes }), tunnel('203.0.113.2')] } });
    expect(check(observed, { ...expectation, partners })).toMatchObject({ codes, questions: [] });
  });

  test('without routes on either of its tunnels a line is down', () => {
    const { findings } = tunnels({ acceptedRoutes: 0 }, { acceptedRoutes: 0 });
    expect(findings[0]).toStrictEqual(
      fault(
        'LineDown',
        'line-1 of tickets',
        'the partner announces 0 of 1 routes on 203.0.113.1, the partner announces 0 of 1 routes on 203.0.113.2: traffic is on line-2',
      ),
    );
  });

  test.each<[Partial<TunnelState>, string]>([
    [{ status: 'SLEEPY' }, 'what SLEEPY means is not known'],
    [{ acceptedRoutes: undefined }, 'the number of its routes is not told'],
  ])('of which is told %j is an open question, and the line is up', (change, reason) => {
    const { status, questions, metrics } = tunnels(change);
    expect(status).toBe('UNKNOWN');
    expect(questions).toStrictEqual([{ subject, code: 'Incomplete', reason, effect: 'redundancy' }]);
    expect(metrics).toMatchObject({ 'LinesUp/tickets': 2, PartnersDown: 0, PartnersDegraded: 0 });
  });
});

describe('a VPN connection', () => {
  test.each(['available', 'pending'])('that is %s is judged by its tunnels', (state) => {
    expect(tickets({ state }).status).toBe('HEALTHY');
    expect(tickets({ state, tunnels: DOWN }).codes).toContain('LineDown line-1 of tickets');
  });

  test.each(['deleting', 'deleted'])('that is %s is down, whatever its tunnels say', (state) => {
    expect(tickets({ state }).findings).toStrictEqual([
      fault('LineDown', 'line-1 of tickets', `vpn-t1 is ${state}: traffic is on line-2`),
      fault('PartnerDegraded', 'tickets', '1 of 2 lines are down'),
    ]);
  });

  test('that EC2 does not list is down', () => {
    expect(check(withVpns({ t1: undefined })).findings[0]).toStrictEqual(
      fault('LineDown', 'line-1 of tickets', 'vpn-t1 does not exist: traffic is on line-2'),
    );
  });

  test.each<[Partial<VpnState>, string]>([
    [{ state: 'melting' }, 'what melting means is not known'],
    [{ tunnels: [] }, '0 of 2 tunnels are told'],
    [{ tunnels: DOWN.slice(1) }, '1 of 2 tunnels are told'],
  ])('with %j is an open question', (change, reason) => {
    const { questions, metrics } = tickets(change);
    expect(questions).toStrictEqual([
      { subject: 'line-1 of tickets', code: 'Incomplete', reason, effect: 'redundancy' },
    ]);
    expect(metrics).not.toHaveProperty('LinesUp/tickets');
    expect(metrics).not.toHaveProperty('PartnersDegraded');
    expect(metrics.PartnersDown).toBe(0);
  });

  test('with one tunnel told, and up, is up', () => {
    const { questions, metrics } = tickets({ tunnels: [tunnel('203.0.113.1')] });
    expect(questions).toMatchObject([{ reason: '1 of 2 tunnels are told', effect: 'redundancy' }]);
    expect(metrics['LinesUp/tickets']).toBe(2);
  });

  test('F53 that is listed twice contradicts itself', () => {
    const observed = { ...healthy, vpns: known([vpn('t1'), vpn('t1', { state: 'deleted' }), vpn('t2'), vpn('s2')]) };
    expect(check(observed)).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [
        {
          subject: 'line-1 of tickets',
          code: 'Contradictory',
          reason: 'it is listed more than once',
          effect: 'redundancy',
        },
      ],
    });
  });

  test('that ends in another device than deployed has moved', () => {
    expect(tickets({ customerGatewayId: 'cgw-x' }).findings).toStrictEqual([
      fault('LineMoved', 'line-1 of tickets', 'ends in cgw-x, not in cgw-t1'),
    ]);
  });
});
