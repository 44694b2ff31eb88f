import type { Command } from 'commander';
import { collect } from './collect';
import type { CommandContext } from './command-context';
import type { CommandExitCode } from './exit-code';
import type { TypedFailures } from './failures-options';
import { common, TEMPLATES } from './verify-program';

/**
 * Adds the command that computes the failure matrix.
 *
 * @param ended is told how a command ended
 */
export function addFailuresCommand(
  program: Command,
  context: CommandContext,
  ended: (exitCode: CommandExitCode) => void,
): void {
  const failures = program
    .command('failures')
    .summary('compute what every fault does, before it happens')
    .description(FAILURES)
    .argument('[templates...]', TEMPLATES)
    .option('--k <count>', 'how many faults come together, 1 or 2 (default: 1)', collect)
    .option(
      '--objectives <file>',
      'what templates do not say: services, capacities, runbooks, objectives; YAML or JSON',
      collect,
    )
    .option(
      '--exceptions <file>',
      'what is not survived by itself, reviewed: fail on whatever else is not, and on what is untrue',
      collect,
    )
    .option('--format <name>', 'pretty, csv, json, md or html (default: pretty)', collect)
    .option('--output <file>', 'write a report to a file in the format that its name ends in; may be repeated', collect)
    .option('--baseline <file>', 'fail on rows that are worse than in this baseline', collect)
    .option('--write-baseline <file>', 'write the rows as they are now to a baseline', collect)
    .option('--verbose', 'show ways, recoveries part by part with their sources, and everything that is left out');
  common(failures)
    .addHelpText('after', AFTER)
    .action(async (paths: readonly string[], typed: TypedFailures) => {
      ended(await (await import('./failures-command')).failuresCommand(paths, typed, context));
    });
}

const FAILURES = [
  'Reads from what CloudFormation will read what can fail together, what requests need and what happens by itself, and computes for',
  'every fault and every service what is answered at once, by itself and with the runbooks, the detour, what is left, what is lost,',
  'how long it takes part by part, and who sees it. Nothing is deployed. What is not known is never taken for good.',
].join(' ');

const AFTER = `
Examples:
  honmaru failures
  honmaru failures cdk.out --k 2 --output failures.html --output failures.csv
  honmaru failures template.yaml --objectives objectives.yaml --format md --language ja
  honmaru failures --write-baseline main.json && honmaru failures --baseline main.json

Exit codes:
  0  nothing that is required is missed; without objectives nothing is required
  1  an objective is missed, a row differs from the exceptions or is worse than in the baseline, one fault is enough to break
     redundancy, or the way of a service cannot be read
  2  wrong arguments, unreadable templates or objectives, or a selector that names nothing
  3  a bug

What the rows say, and what they do not: docs/failures.md`;
