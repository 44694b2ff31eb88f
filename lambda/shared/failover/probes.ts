import { unknown } from '../observed';
import type { FailoverLimits } from './contract';
import type { EndpointReading, Vantage } from './ports';
import { because, type Reason } from './reasons';

/** A writer that is lost, and where it was. */
export interface LostWriter {
  readonly instanceId: string;
  readonly availabilityZone: string;
}

/** What the probes say. */
interface Judgement {
  readonly event: 'healthy' | 'writerMissing' | 'unknown' | 'contradictory';
  readonly reasons: readonly Reason[];
}

/** One vantage for each expected zone; a zone without exactly one says nothing. */
export function namedVantages(vantages: readonly Vantage[], zones: readonly string[]): readonly Vantage[] {
  return zones.map((availabilityZone) => {
    const [vantage, ...more] = vantages.filter((entry) => entry.availabilityZone === availabilityZone);
    return vantage !== undefined && more.length === 0
      ? vantage
      : {
          availabilityZone,
          writerEndpoint: unknown(
            'Incomplete',
            vantage === undefined ? 'no answer of it' : 'more than one answer of it',
          ),
          instances: {},
        };
  });
}

/** Instances that accept writes, each once, as far as the probes can name them. */
export function findAnsweringWriters(vantages: readonly Vantage[]): readonly string[] {
  const found = vantages.flatMap(({ writerEndpoint, instances }) => [
    ...(writerEndpoint.kind === 'known' && writerEndpoint.value.kind === 'writer'
      ? [writerEndpoint.value.server ?? '']
      : []),
    ...Object.entries(instances).map(([instanceId, reading]) =>
      reading.kind === 'writer' ? (reading.server ?? instanceId) : '',
    ),
  ]);
  return [...new Set(found.filter((name) => name !== ''))].sort();
}

/** Whether the probes see the writer that RDS names, and nothing else. */
export function judgeWriter(vantages: readonly Vantage[], writer: string, limits: FailoverLimits): Judgement {
  const strangers = findAnsweringWriters(vantages).filter((name) => name !== writer);
  const against = [
    ...strangers.map((name) =>
      because('PlanesDisagree', 'writer', `RDS says it is ${writer}, and the probes find ${name} writing`),
    ),
    ...vantages.flatMap((vantage) => contradictWriter(vantage, writer)),
  ];
  if (against.length > 0) {
    return { event: 'contradictory', reasons: against };
  }
  const seeing = vantages.filter((vantage) => endpointOf(vantage) === 'writer').length;
  if (seeing < limits.vantages) {
    const detail = `${String(seeing)} see the writer, ${String(limits.vantages)} have to`;
    return { event: 'unknown', reasons: [because('TooFewVantages', 'probes', detail)] };
  }
  return { event: 'healthy', reasons: [] };
}

/** What a probe saw at the endpoint of the cluster that does not go with an available writer. */
function contradictWriter({ availabilityZone, writerEndpoint }: Vantage, writer: string): readonly Reason[] {
  if (writerEndpoint.kind === 'unknown') {
    return [];
  }
  const subject = `probe of ${availabilityZone}`;
  const reading = writerEndpoint.value;
  switch (reading.kind) {
    case 'writer':
      return [];
    case 'busy':
      return [because('ServerBusy', subject, `a server answers and lets nobody in: ${reading.reason}`)];
    case 'refused':
      return [because('ServerRefuses', subject, `a server answers and refuses the probe: ${reading.reason}`)];
    case 'silent':
      return [
        because('ClientPath', subject, `RDS says that ${writer} is available, and nothing answers: ${reading.reason}`),
      ];
    case 'reader':
      return [because('ClientPath', subject, `RDS says that ${writer} is available, and the name leads to a reader`)];
  }
}

/**
 * Whether enough probes agree that the writer is lost.
 *
 * One agrees when neither the endpoint of the cluster nor the writer's own answers it although another instance does: a
 * probe to which nothing at all answers is cut off itself. The zone of the lost writer is not counted and no veto, unless
 * something answers it.
 */
export function judgeLoss(vantages: readonly Vantage[], lost: LostWriter, limits: FailoverLimits): Judgement {
  const against = vantages.flatMap((vantage) => contradictLoss(vantage, lost));
  if (against.length > 0) {
    return { event: 'contradictory', reasons: against };
  }
  const silent = vantages.filter(
    (vantage) =>
      vantage.availabilityZone !== lost.availabilityZone &&
      endpointOf(vantage) === 'silent' &&
      vantage.instances[lost.instanceId]?.kind === 'silent',
  );
  const agreeing = silent.filter((vantage) => answersBeside(vantage, lost.instanceId));
  if (agreeing.length >= limits.vantages) {
    return { event: 'writerMissing', reasons: [] };
  }
  const reason =
    silent.length >= limits.vantages
      ? because('CommonCause', 'probes', 'no instance at all answers: what is lost is the way there, not the writer')
      : because(
          'QuorumMissing',
          'probes',
          `${String(agreeing.length)} outside ${lost.availabilityZone} agree, ${String(limits.vantages)} have to`,
        );
  return { event: 'unknown', reasons: [reason] };
}

/** What a probe saw that does not go with a lost writer: something answers where it should be silent. */
function contradictLoss({ availabilityZone, writerEndpoint, instances }: Vantage, lost: LostWriter): readonly Reason[] {
  const subject = `probe of ${availabilityZone}`;
  const atEndpoint = writerEndpoint.kind === 'known' ? [writerEndpoint.value] : [];
  const atWriter = Object.entries(instances).flatMap(([id, reading]) => (id === lost.instanceId ? [reading] : []));
  const writing = [...atEndpoint, ...Object.values(instances)].some(({ kind }) => kind === 'writer');
  return [
    ...(writing ? [because('WriterSeen', subject, 'RDS knows of no available writer, and one answers')] : []),
    ...[...atEndpoint, ...atWriter].flatMap((reading) => contradictSilence(subject, reading)),
  ];
}

function contradictSilence(subject: string, reading: EndpointReading): readonly Reason[] {
  switch (reading.kind) {
    case 'busy':
      return [because('ServerBusy', subject, `a server answers and lets nobody in: ${reading.reason}`)];
    case 'refused':
      return [because('ServerRefuses', subject, `a server answers and refuses the probe: ${reading.reason}`)];
    case 'reader':
      return [because('ServerAnswers', subject, 'where the lost writer should be, a reader answers')];
    // A writer is told of already.
    case 'writer':
    case 'silent':
      return [];
  }
}

function answersBeside({ instances }: Vantage, lost: string): boolean {
  return Object.entries(instances).some(([instanceId, { kind }]) => instanceId !== lost && kind !== 'silent');
}

/** Probes that told nothing: whatever the others say, that is to be known. */
export function noteUnknown(vantages: readonly Vantage[]): readonly Reason[] {
  return vantages.flatMap(({ availabilityZone, writerEndpoint }) =>
    writerEndpoint.kind === 'unknown'
      ? [because('ProbeUnknown', `probe of ${availabilityZone}`, writerEndpoint.reason, writerEndpoint)]
      : [],
  );
}

/** What a probe met at the endpoint of the cluster. */
export function endpointOf({ writerEndpoint }: Vantage): EndpointReading['kind'] | 'unknown' {
  return writerEndpoint.kind === 'known' ? writerEndpoint.value.kind : 'unknown';
}
