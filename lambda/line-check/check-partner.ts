import { merge, metricUnless, NOTHING, type Conclusion, type Finding, type OpenQuestion } from '../shared/decision';
import { checkDirectConnect } from './check-direct-connect';
import { checkVpn } from './check-vpn';
import { linesUpMetricName, type ExpectedLine, type ExpectedPartner } from './contract';
import { redundancyFinding, type LineState } from './line-state';
import type { LineObservation } from './observation';

/** A line with what was found about it. */
interface CheckedLine extends LineState {
  readonly name: string;
}

/** What was found about a partner. */
export interface PartnerConclusion {
  readonly conclusion: Conclusion;
  /** `perhaps`: none of its lines is known to be up, and not all are known to be down. */
  readonly isDown: boolean | 'perhaps';
  readonly isDegraded: boolean | 'perhaps';
}

/** The lines of one partner: how many are up, which are not, and whether two of them share a device. */
export function checkPartner(partner: ExpectedPartner, observed: LineObservation): PartnerConclusion {
  const lines = partner.lines.map((line): CheckedLine => ({
    name: line.name,
    ...checkLine(line, observed, `${line.name} of ${partner.name}`),
  }));
  const [up, down, unclear] = (['up', 'down', 'unclear'] as const).map((passage) =>
    lines.filter((line) => line.passage === passage),
  ) as [CheckedLine[], CheckedLine[], CheckedLine[]];
  const isDown = down.length === lines.length;
  const isDegraded = down.length > 0 && !isDown;
  return {
    conclusion: merge([
      {
        ...NOTHING,
        findings: lines.flatMap(({ findings }) => findings),
        questions: lines.flatMap((line) => questionsOf(line, up.length > 0)),
        metrics: metricUnless(unclear.length > 0, linesUpMetricName(partner.name), () => up.length),
      },
      { ...NOTHING, findings: down.map((line) => lineDown(partner, line, up)) },
      { ...NOTHING, findings: summarize(partner, down.length, isDown, isDegraded) },
      { ...NOTHING, findings: findSharedDevices(partner, lines) },
    ]),
    isDown: isDown || (up.length === 0 && 'perhaps'),
    isDegraded: isDegraded || (unclear.length > 0 && 'perhaps'),
  };
}

function checkLine(line: ExpectedLine, observed: LineObservation, subject: string): LineState {
  return line.kind === 'vpn'
    ? checkVpn(line, observed.vpns, subject)
    : checkDirectConnect(line, observed.directConnects[line.virtualInterfaceId], subject);
}

/** Behind a doubt about the only line that may be up hides the loss of the partner. */
function questionsOf({ passage, doubts }: CheckedLine, anotherIsUp: boolean): readonly OpenQuestion[] {
  return doubts.map(({ subject, reason: { code, reason } }) => ({
    subject,
    code,
    reason,
    effect: passage === 'unclear' && !anotherIsUp ? 'service' : 'redundancy',
  }));
}

function lineDown(partner: ExpectedPartner, { name, why }: CheckedLine, up: readonly CheckedLine[]): Finding {
  const others =
    up.length === 0 ? 'no line is known to be up' : `traffic is on ${up.map((line) => line.name).join(', ')}`;
  return redundancyFinding('LineDown', `${name} of ${partner.name}`, `${why.join(', ')}: ${others}`);
}

/** What the lines mean for the partner. No route is ever changed for it: traffic of one partner never leaves its lines. */
function summarize(
  { name, lines }: ExpectedPartner,
  down: number,
  isDown: boolean,
  isDegraded: boolean,
): readonly Finding[] {
  if (isDown) {
    return [
      {
        code: 'PartnerDown',
        effect: 'service',
        subject: name,
        detail: 'every line is down: its sales are closed, those of other partners stay open',
      },
    ];
  }
  return isDegraded
    ? [redundancyFinding('PartnerDegraded', name, `${String(down)} of ${String(lines.length)} lines are down`)]
    : [];
}

/** Two lines that end in one device are lost together. */
function findSharedDevices({ name }: ExpectedPartner, lines: readonly CheckedLine[]): readonly Finding[] {
  const devices = new Set(lines.flatMap(({ device }) => (device === undefined ? [] : [device])));
  return [...devices].flatMap((device) => {
    const sharing = lines.filter((line) => line.device === device).map((line) => line.name);
    return sharing.length < 2
      ? []
      : [redundancyFinding('SharedDevice', name, `${[...sharing].sort().join(' and ')} end in ${device}`)];
  });
}
