import type { Command } from 'commander';
import { collect } from './collect';
import type { TypedBackups } from './backups-command';
import type { CommandContext } from './command-context';
import type { CommandExitCode } from './exit-code';
import { common, TEMPLATES } from './verify-program';

/**
 * Adds the command that proves what backups achieve.
 *
 * @param ended is told how a command ended
 */
export function addBackupsCommand(
  program: Command,
  context: CommandContext,
  ended: (exitCode: CommandExitCode) => void,
): void {
  const backups = program
    .command('backups')
    .summary('prove what backups achieve, before they are deployed')
    .description(BACKUPS)
    .argument('[templates...]', TEMPLATES)
    .option('--objectives <file>', 'what backups have to achieve: YAML or JSON', collect)
    .option('--format <name>', 'pretty, json, csv or md (default: pretty)', collect)
    .option('--verbose', 'show what proved answers are made of as well');
  common(backups)
    .addHelpText('after', AFTER)
    .action(async (paths: readonly string[], typed: TypedBackups) => {
      ended(await (await import('./backups-command')).backupsCommand(paths, typed, context));
    });
}

const BACKUPS = [
  'Reads plans, selections, vaults, keys and databases as CloudFormation will, runs every schedule through 28 years, and proves for',
  'every instant how many recovery points exist, how old the newest one is, and what is left when a Region is lost. Jobs count as late',
  'as their windows allow. What is not known is never taken for good.',
].join(' ');

const AFTER = `
Examples:
  honmaru backups --objectives backups.yaml
  honmaru backups cdk.out --objectives backups.yaml --format md --language ja
  honmaru backups template.yaml --objectives backups.yaml --param backup.RetentionDays=3

Exit codes:
  0  everything is proved
  1  something is refuted, or cannot be told from the templates
  2  wrong arguments, unreadable templates or objectives, or a resource that is not there
  3  a bug

What a verdict says, and what it does not: docs/backups.md`;
