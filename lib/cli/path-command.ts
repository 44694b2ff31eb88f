import { renderPath, renderPathJson, worksOf, type PathReport } from '../report/verify';
import { createVerifier } from '../verify';
import { findService, loadForVerify } from '../verify/policy';
import type { CommandContext } from './command-context';
import { exitCodeOfSignal, type CommandExitCode } from './exit-code';
import { FaultCollector, oneOf, once, optionFault } from './verify-faults';
import { inputOf, placesOf, type TypedInput } from './verify-input';
import { print } from './verify-output';
import { requireParties, selectionOf } from './verify-parties';
import { shownOn } from './verify-terminal';

/** Options of `honmaru path` as they were typed. */
export interface TypedPath extends TypedInput {
  readonly in?: readonly string[];
  readonly format?: readonly string[];
}

const FORMATS = ['pretty', 'json'] as const;

/** Most pairs that are looked at: a question about more is one for a policy. */
const MOST_PAIRS = 400;

/** Tells why one thing reaches another, or what stops it. */
export async function pathCommand(
  from: string,
  to: string,
  service: string | undefined,
  typed: TypedPath,
  context: CommandContext,
): Promise<CommandExitCode> {
  const faults = new FaultCollector();
  const input = faults.read(() => inputOf(typed.in ?? [], typed, context.cwd));
  const format = faults.read(() => oneOf('--format', FORMATS, once('--format', typed.format)) ?? 'pretty');
  const text = service ?? 'tcp/443';
  const range = faults.read(() => serviceOf(text));
  faults.close();
  if (input === undefined || range === undefined) {
    return 3;
  }
  const loaded = loadForVerify(input.paths, input.given);
  const verifier = createVerifier(loaded.model, { asked: { services: [range] } });
  const selection = selectionOf(verifier);
  const senders = faults.read(() => requireParties(verifier, selection, 'from', from)) ?? [];
  const receivers = faults.read(() => requireParties(verifier, selection, 'to', to)) ?? [];
  faults.close();
  const pairs = senders.flatMap((sender) =>
    receivers.filter(({ id }) => id !== sender.id).map((receiver) => [sender, receiver] as const),
  );
  if (pairs.length === 0 || pairs.length > MOST_PAIRS) {
    throw optionFault(
      'honmaru path',
      `must be about 1 to ${String(MOST_PAIRS)} pairs of different parties`,
      `${from} to ${to}: ${String(pairs.length)} pairs`,
      pairs.length === 0 ? 'name two different ones' : 'name fewer, or write a policy',
      'PathPairs',
    );
  }
  const paths = pairs.map(([sender, receiver]) => verifier.path(sender, receiver, range));
  const report: PathReport = {
    from,
    to,
    service: text,
    paths,
    ...(paths.every(({ works }) => works === 'yes')
      ? {}
      : {
          chain: verifier.isolate({ from: senders, to: receivers, services: [range], level: 'via-proxies' }),
        }),
    controlPlane: verifier.controlPlane(receivers),
  };
  const options = { language: input.language, ...placesOf(loaded, context.cwd) };
  const shown =
    format === 'json' ? renderPathJson(report, options) : renderPath(report, { ...options, ...shownOn(context) });
  const isRead = await print(context.stdout, shown);
  return isRead ? (worksOf(report) === 'yes' ? 0 : 1) : exitCodeOfSignal('SIGPIPE');
}

function serviceOf(text: string) {
  const range = findService(text);
  if (range === undefined) {
    throw optionFault(
      'service',
      'must be a service',
      text,
      'write tcp/443, tcp/1024-65535, udp/53, tcp, udp, icmp, icmpv6, protocol/50 or any',
      'ServiceUnknown',
    );
  }
  return range;
}
