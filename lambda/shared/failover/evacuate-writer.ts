import { carryOut, findOrdered, refuse, type Found, type Refusal } from './carry-out';
import type { EvacuateWriterOrder } from './contract';
import { look } from './look';
import { refuseOrder } from './order';
import type { ActionOutcome } from './outcome';
import type { FailoverPorts, Vantage } from './ports';
import { because } from './reasons';
import { leaveSession, openSession } from './session';

/** Pause between two looks at a failover that runs. */
const PAUSE_MILLISECONDS = 5_000;

/**
 * Moves a writer that works out of a zone, because an operator orders it: the zone is half dead, or about to be worked on.
 *
 * The order stands in place of the quorum and of nothing else: the lease, the limits and the choice of the target are the
 * same, and no order lifts them. One probe must see the writer and not two, because in a zone that is cut off from the
 * others only its own can.
 */
export async function evacuateWriter(event: EvacuateWriterOrder, ports: FailoverPorts): Promise<ActionOutcome> {
  const opened = await openSession('evacuate-writer', event, ports);
  if (opened.kind === 'ended') {
    return opened.outcome;
  }
  const { session, standing } = opened;
  const refused = refuseOrder(session, standing, event.order);
  if (refused !== undefined) {
    return leaveSession(session, refused, standing);
  }
  const sight = await look(session, standing.memory);
  const found = findOrdered(session, standing.memory, sight);
  const judged = found.event === 'ordered' ? judge(event, found, sight.vantages) : found;
  return judged.event === 'ordered'
    ? carryOut(session, standing, {
        order: event.order,
        writer: judged.writer,
        sight,
        seen: judged.assessment.reasons,
        watching: { pauseMilliseconds: PAUSE_MILLISECONDS },
      })
    : refuse(session, standing, sight, judged);
}

/** The writer must be in the zone, and a probe must see it. */
function judge({ availabilityZone }: EvacuateWriterOrder, found: Found, vantages: readonly Vantage[]): Refusal | Found {
  const { writer, assessment } = found;
  if (writer.availabilityZone !== availabilityZone) {
    const detail = `is in ${writer.availabilityZone}, not in ${availabilityZone}: nothing to move`;
    return { event: 'abort', reasons: [because('WriterElsewhere', writer.instanceId, detail)] };
  }
  const disagreement = assessment.reasons.filter(({ code }) => code === 'PlanesDisagree');
  if (disagreement.length > 0) {
    return { event: 'abort', reasons: disagreement };
  }
  return vantages.some((vantage) => sees(vantage, writer.instanceId))
    ? found
    : {
        event: 'unknown',
        reasons: [because('TooFewVantages', 'probes', 'none sees the writer'), ...assessment.reasons],
      };
}

function sees({ writerEndpoint, instances }: Vantage, writer: string): boolean {
  const atEndpoint = writerEndpoint.kind === 'known' && writerEndpoint.value.kind === 'writer';
  return atEndpoint || instances[writer]?.kind === 'writer';
}
