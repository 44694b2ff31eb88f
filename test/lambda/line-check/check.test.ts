import { checkLines } from '../../../lambda/line-check/check';
import type { LineObservation, VpnState } from '../../../lambda/line-check/observation';
import { unknown } from '../../../lambda/shared/observed';
import { DOWN, expectation, healthy, vpnLine, withVpns } from './expectation';

const timeout = unknown('Timeout', 'no answer');

function check(observed: LineObservation, event = expectation) {
  const decision = checkLines(event, observed);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

function tickets(changes: Partial<VpnState>) {
  return check(withVpns({ t1: changes }));
}

function fault(code: string, subject: string, detail: string, effect = 'redundancy') {
  return { code, effect, subject, detail };
}

test('lines as deployed are healthy', () => {
  expect(check(healthy)).toMatchObject({
    status: 'HEALTHY',
    findings: [],
    questions: [],
    metrics: { 'LinesUp/tickets': 2, 'LinesUp/settlement': 2, PartnersDown: 0, PartnersDegraded: 0, ServiceDown: 0 },
  });
});

const tunnelFaults = ['203.0.113.1', '203.0.113.2'].map((address) =>
  fault(
    'TunnelDown',
    `line-1 of tickets, tunnel ${address}`,
    'the tunnel is down since 2026-11-25T10:00:00.000Z: IPSEC IS DOWN',
  ),
);

describe('a line that is lost', () => {
  test('F41 line 1 is named, with the line that carries its traffic', () => {
    const { status, findings, metrics } = tickets({ tunnels: DOWN });
    expect(status).toBe('DEGRADED');
    expect(findings).toStrictEqual([
      fault(
        'LineDown',
        'line-1 of tickets',
        'the tunnel 203.0.113.1 is down, the tunnel 203.0.113.2 is down: traffic is on line-2',
      ),
      ...tunnelFaults,
      fault('PartnerDegraded', 'tickets', '1 of 2 lines are down'),
    ]);
    expect(metrics).toMatchObject({ 'LinesUp/tickets': 1, PartnersDown: 0, PartnersDegraded: 1, ServiceDown: 0 });
  });

  test('F42 line 2 is named, with the line that carries its traffic', () => {
    const { findings, metrics } = check(withVpns({ t2: { tunnels: DOWN } }));
    expect(findings).toContainEqual(
      fault(
        'LineDown',
        'line-2 of tickets',
        'the tunnel 203.0.113.1 is down, the tunnel 203.0.113.2 is down: traffic is on line-1',
      ),
    );
    expect(metrics).toMatchObject({ 'LinesUp/tickets': 1, PartnersDegraded: 1 });
  });

  test('F41 every line that carries its traffic is named', () => {
    const lines = ['t1', 't2', 's2'].map((id, index) => vpnLine(`line-${String(index + 1)}`, id));
    const { findings } = check(withVpns({ t1: undefined }), { ...expectation, partners: [{ name: 'tickets', lines }] });
    expect(findings[0]?.detail).toBe('vpn-t1 does not exist: traffic is on line-2, line-3');
  });

  test('F43 a dead gateway of one partner degrades that partner alone', () => {
    const { codes, metrics } = tickets({ tunnels: DOWN });
    expect(codes.filter((code) => code.startsWith('Partner'))).toStrictEqual(['PartnerDegraded tickets']);
    expect(metrics).toMatchObject({ 'LinesUp/settlement': 2 });
  });

  test('F45 all lines of a partner close its sales, and nobody else loses anything', () => {
    const { status, findings, metrics } = check(withVpns({ t1: { tunnels: DOWN }, t2: { tunnels: DOWN } }));
    expect(status).toBe('FAILED');
    expect(findings.filter(({ code }) => code !== 'TunnelDown')).toStrictEqual([
      ...['line-1', 'line-2'].map((line) =>
        fault(
          'LineDown',
          `${line} of tickets`,
          'the tunnel 203.0.113.1 is down, the tunnel 203.0.113.2 is down: no line is known to be up',
        ),
      ),
      fault(
        'PartnerDown',
        'tickets',
        'every line is down: its sales are closed, those of other partners stay open',
        'service',
      ),
    ]);
    expect(metrics).toMatchObject({
      'LinesUp/tickets': 0,
      'LinesUp/settlement': 2,
      PartnersDown: 1,
      PartnersDegraded: 0,
      ServiceDown: 1,
    });
  });

  test('F45 two partners are counted', () => {
    const partners = expectation.partners.map((partner) => ({ ...partner, lines: partner.lines.slice(1) }));
    const { metrics } = check(withVpns({ t2: { tunnels: DOWN }, s2: { tunnels: DOWN } }), { ...expectation, partners });
    expect(metrics).toMatchObject({ PartnersDown: 2, PartnersDegraded: 0 });
  });
});

describe('what is not known', () => {
  test('F52 without an answer about VPN connections a partner may be down, unless another line is up', () => {
    const { status, questions, metrics } = check({ ...healthy, vpns: timeout });
    expect(status).toBe('UNKNOWN');
    expect(questions).toStrictEqual([
      { subject: 'line-1 of tickets', code: 'Timeout', reason: 'no answer', effect: 'service' },
      { subject: 'line-2 of settlement', code: 'Timeout', reason: 'no answer', effect: 'redundancy' },
      { subject: 'line-2 of tickets', code: 'Timeout', reason: 'no answer', effect: 'service' },
    ]);
    expect(metrics).toStrictEqual({ CheckUnknown: 3 });
  });

  test('one line down and one unclear: degraded, and perhaps down', () => {
    const { status, codes, questions, metrics } = check(withVpns({ t1: { tunnels: DOWN }, t2: { state: 'melting' } }));
    expect(status).toBe('DEGRADED');
    expect(codes).toContain('PartnerDegraded tickets');
    expect(questions).toMatchObject([{ subject: 'line-2 of tickets', effect: 'service' }]);
    expect(metrics.PartnersDegraded).toBe(1);
    expect(metrics).not.toHaveProperty('PartnersDown');
    expect(metrics).not.toHaveProperty('ServiceDown');
  });

  test('one partner down and one unclear: what is known is counted', () => {
    const observed = withVpns({ t1: { tunnels: DOWN }, t2: { tunnels: DOWN }, s2: { state: 'melting' } });
    const { metrics } = check({ ...observed, directConnects: {} });
    expect(metrics.PartnersDown).toBe(1);
    expect(metrics).not.toHaveProperty('PartnersDegraded');
  });
});
