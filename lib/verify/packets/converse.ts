import type { TemplateResource } from '../../template';
import { distributionVerdict } from './distribution';
import { answerTo, hasPorts, TCP, type Packet } from './net/packet';
import { both, type Truth, type Verdict } from './net/truth';
import type { PacketRule } from './rules';
import { packetOf, start, summary, type Delivery, type Origin, type Sent } from './send';
import { originListVerdict } from './walk/starts';
import { arrived, newWalk, passes, stopped } from './walk/next';
import { run } from './walk/run';
import type { End, Outcome } from './walk/state';
import type { World } from './world';

/** A packet and its answer. */
export interface Conversation extends Delivery {
  /** Whether the answer comes back as well. */
  readonly session: Truth;
  /** The rule that stopped the answer, or that left it open. */
  readonly sessionRule: string;
  /** Name of that rule; of the last one that was applied when the answer is back. */
  readonly sessionDecidedBy: PacketRule;
  /** What became of the answers. */
  readonly answers: readonly Outcome[];
}

/** A viewer on the internet asks a distribution: no way of it is known, only whether it answers. */
export function viewDistribution(world: World, sent: Sent, distribution: TemplateResource): Conversation {
  const walk = newWalk(world, packetOf(world, sent), {});
  const verdict = distributionVerdict(world, sent, distribution);
  const next = passes(walk, distribution.logicalId, verdict) ? arrived(walk, { kind: 'internet' }) : stopped(walk);
  const found = summary(world, run(walk, next));
  return { ...found, session: found.delivers, sessionRule: found.rule, sessionDecidedBy: found.decidedBy, answers: [] };
}

/** A session on one of the ways that the network may take. */
interface Answered extends Verdict {
  readonly outcome: Outcome | undefined;
}

/** Sends a packet, and its answer back through whatever remembers it; nobody but who is meant has a session with it. */
export function converse(world: World, sent: Sent, isMeant: (end: End) => boolean = () => true): Conversation {
  const asked = packetOf(world, sent);
  const outcomes = start(world, sent.from, asked, undefined);
  const answers = outcomes.flatMap((outcome) =>
    outcome.truth === 'no' || outcome.end === undefined || isMeant(outcome.end)
      ? answer(world, sent.from, asked, outcome)
      : [ELSEWHERE],
  );
  const truths = new Set(answers.map(({ truth }) => truth));
  const [first] = answers;
  const open = answers.find(({ truth }) => truth !== 'yes') ?? first;
  const session: Truth = world.doubt !== undefined || truths.size !== 1 ? 'unknown' : (first?.truth ?? 'no');
  return {
    ...summary(world, outcomes),
    session,
    sessionRule: world.doubt ?? `${truths.size > 1 ? 'depends on the way the network takes: ' : ''}${open?.rule ?? ''}`,
    sessionDecidedBy: world.doubt === undefined ? (open?.by ?? 'unknown-network') : 'unknown-network',
    answers: answers.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome])),
  };
}

const ELSEWHERE: Answered = {
  truth: 'no',
  rule: 'it ends where it was not meant to',
  by: 'answer-is-the-answer',
  outcome: undefined,
};

function answer(world: World, from: Origin, asked: Packet, outcome: Outcome): readonly Answered[] {
  const { end } = outcome;
  if (outcome.truth === 'no' || end === undefined) {
    return [asIt(outcome, outcome.truth)];
  }
  const reply = answerTo(outcome.packet);
  if (reply === undefined) {
    const rule = 'nothing answers such a message';
    return [{ truth: 'no', rule, by: 'message-answered', outcome: undefined }];
  }
  if (end.kind === 'resolver' || outcome.flow.appliances.length > 0) {
    return [asIt(outcome, outcome.truth)];
  }
  if (from.kind === 'beside') {
    return [answerBeside(from, reply, outcome)];
  }
  return start(world, originOf(outcome), reply, outcome.flow).map((back) => {
    const verdict = judge(from, asked, outcome, back);
    return { ...verdict, outcome: back };
  });
}

/** The answer fares as the packet did. */
function asIt(outcome: Outcome, truth: Truth): Answered {
  return { truth, rule: outcome.rule, by: outcome.decidedBy, outcome: undefined };
}

/** Whoever got the packet answers it. */
function originOf(outcome: Outcome): Origin {
  const { end, flow } = outcome;
  switch (end?.kind) {
    case 'interface':
      return { kind: 'interface', interface: end.interface };
    case 'site':
      return { kind: 'site', site: end.site };
    case 'service':
      // It comes out in the VPC of the endpoint, whoever asked through it.
      return flow.gatewayEndpoint === undefined
        ? { kind: 'internet' }
        : { kind: 'gateway-endpoint', vpc: flow.gatewayEndpoint };
    case 'internet':
    case 'resolver':
    case undefined:
      return { kind: 'internet' };
  }
}

function judge(from: Origin, asked: Packet, outcome: Outcome, back: Outcome): Verdict {
  if (back.truth === 'no' || back.end === undefined) {
    return { truth: back.truth === 'no' ? 'no' : 'unknown', rule: `answer: ${back.rule}`, by: back.decidedBy };
  }
  if (!isBackAt(from, back)) {
    return { truth: 'no', rule: `answer: it ends elsewhere (${back.end.kind})`, by: 'answer-is-the-answer' };
  }
  if (!isExpected(asked, back.packet)) {
    const rule = 'answer: it comes from another address than the one that was asked';
    return { truth: 'no', rule, by: 'answer-is-the-answer' };
  }
  const missed = missedFirewall(asked, outcome, back);
  if (missed !== undefined) {
    return missed;
  }
  const truth = both(outcome.truth, back.truth);
  return outcome.truth === 'unknown'
    ? { truth, rule: outcome.rule, by: outcome.decidedBy }
    : { truth, rule: `answer: ${back.rule}`, by: back.decidedBy };
}

/**
 * A firewall that sees one direction only is not supported. One with stateful rules lacks the answer of the handshake; what
 * it does without one, or where it only passed the packet, the page does not say.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html read 2026-11-26
 */
function missedFirewall(asked: Packet, outcome: Outcome, back: Outcome): Verdict | undefined {
  const missed = outcome.flow.inspections.filter(
    (inspection) => !back.flow.inspections.some(({ endpoint }) => endpoint === inspection.endpoint),
  );
  const first = missed.find(({ stateful }) => stateful) ?? missed[0];
  return first === undefined
    ? undefined
    : {
        truth: first.stateful && asked.protocol === TCP ? 'no' : 'unknown',
        rule: `answer: it does not pass ${first.endpoint.name}, which saw the request`,
        by: 'firewall-symmetry',
      };
}

function isBackAt(from: Origin, back: Outcome): boolean {
  const { end } = back;
  switch (from.kind) {
    case 'interface':
    case 'beside':
      return end?.kind === 'interface' && end.interface === from.interface;
    case 'site':
      return end?.kind === 'site' && end.site === from.site;
    case 'internet':
      return end?.kind === 'internet' || end?.kind === 'service';
    case 'gateway-endpoint':
      return false;
  }
}

/** Whether an answer is the other way round of what was asked. */
function isExpected(asked: Packet, back: Packet): boolean {
  const isFrom = back.source.value === asked.destination.value && back.destination.value === asked.source.value;
  const isPort =
    !hasPorts(asked.protocol) || (back.port?.low === asked.sourcePort?.low && back.sourcePort?.low === asked.port?.low);
  return isFrom && isPort;
}

function answerBeside(from: Extract<Origin, { kind: 'beside' }>, reply: Packet, outcome: Outcome): Answered {
  const verdict = originListVerdict(from.interface.subnet.list, 'egress', reply);
  return verdict.truth === 'yes'
    ? asIt(outcome, outcome.truth)
    : { ...verdict, rule: `answer: ${verdict.rule}`, outcome: undefined };
}
