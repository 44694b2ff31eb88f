import type { Command } from 'commander';
import { collect } from './collect';
import type { CommandContext } from './command-context';
import type { CommandExitCode } from './exit-code';
import type { TypedSpike } from './spike-options';
import { SCENARIO_NAMES } from './spike-scenarios';
import { common, TEMPLATES } from './verify-program';

/**
 * Adds the command that simulates the opening of a sale. What it does is loaded when it is run.
 *
 * @param ended is told how the command ended
 */
export function addSpikeCommand(
  program: Command,
  context: CommandContext,
  ended: (exitCode: CommandExitCode) => void,
): void {
  const spike = program
    .command('spike')
    .summary('simulate the opening of a sale, minute by minute, before it is deployed')
    .description(SPIKE)
    .argument('[templates...]', TEMPLATES)
    .option('--curve <file>', 'what templates do not say: YAML or JSON, or a CSV of requests per minute', collect)
    .option('--base-rps <number>', 'requests per second before the sale', collect)
    .option('--peak-rps <number>', 'requests per second at the peak', collect)
    .option('--peak-multiple <number>', 'the same as a multiple of those before', collect)
    .option('--rise <seconds>', 'from the opening to the peak', collect)
    .option('--hold <seconds>', 'time at the peak', collect)
    .option('--decay <seconds>', 'from the peak back to before (default: 0)', collect)
    .option('--opens <time>', 'when the sale opens, 2026-12-05T10:00', collect)
    .option('--time-zone <name>', 'of --opens (default: that of the scheduled actions)', collect)
    .option(
      '--tier <group>=<rps>',
      'requests per second of one instance, <group>=<rps> or <group>=<rps>*<calls per request>; repeated in the order of a request',
      collect,
    )
    .option('--launch <group>=<seconds>', 'time of a launch; may be repeated (default: launches do not count)', collect)
    .option('--clients <number>', 'how many clients send', collect)
    .option('--per-address <number>', 'clients behind one address (default: 1)', collect)
    .option('--scenario <name>', `what is drawn: ${SCENARIO_NAMES.join(', ')} (default: normal)`, collect)
    .option('--timing <name>', 'reactions that are drawn: earliest or latest (default: latest)', collect)
    .option('--format <name>', 'pretty, csv, json or svg (default: pretty)', collect)
    .option('--output <file>', 'write a report to a file: .txt, .csv, .json or .svg; may be repeated', collect);
  common(spike)
    .addHelpText('after', AFTER)
    .action(async (paths: readonly string[], typed: TypedSpike) => {
      ended(await (await import('./spike-command')).spikeCommand(paths, typed, context));
    });
}

const SPIKE = [
  'Reads the server groups, scaling policies, scheduled actions and rate-based rules that CloudFormation will read, and plays the',
  'opening of a sale on a virtual clock: whom the web ACL blocks, what the servers refuse, when scaling comes to help. Also with one',
  'Availability Zone lost and without any launch. What nobody declares is not determined.',
].join(' ');

const AFTER = `
Examples:
  honmaru spike --curve sale.yaml
  honmaru spike cdk.out --curve sale.yaml --peak-multiple 30 --output sale.svg --output sale.csv
  honmaru spike --base-rps 150 --peak-multiple 20 --rise 60 --hold 600 --opens 2026-12-05T10:00 \\
    --tier web=400 --tier 'app=200*1' --launch web=180 --launch app=180 --clients 60000 --per-address 500

Exit codes:
  0  nothing is refused and no customer is blocked beyond what was allowed
  1  something is, or it is not determined
  2  wrong arguments, an unreadable template, or a declaration that does not fit
  3  a bug

What is simulated, and where its numbers come from: docs/simulating.md`;
