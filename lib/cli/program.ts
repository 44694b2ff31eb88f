import { Command, CommanderError } from 'commander';
import { HonmaruError, type Fault } from '../errors';
import { printable, type RunLocal } from '../local/report';
import { addBackupsCommand } from './backups-program';
import { addFailuresCommand } from './failures-program';
import { collect } from './collect';
import type { CommandContext } from './command-context';
import { exitCodeOf, type CommandExitCode } from './exit-code';
import { localCommand } from './local-command';
import { DEFAULT_SITE, localOptionsOf, type TypedOptions } from './local-options';
import { reportError } from './report-error';
import { addSpikeCommand } from './spike-program';
import { addVerifyCommands } from './verify-program';

/** What the commands do, each loaded when it is used. */
export interface Commands {
  readonly runLocal: RunLocal;
}

/**
 * The `honmaru` command.
 *
 * @param args arguments without the names of Node.js and the script
 * @returns how the process is to end; whatever went wrong has been printed
 */
export async function runProgram(
  args: readonly string[],
  context: CommandContext,
  { runLocal }: Commands,
): Promise<CommandExitCode> {
  let exitCode: CommandExitCode = 0;
  const program = newProgram(context);
  program
    .command('local')
    .summary('deploy a site to an emulator on this machine, check it, break it, remove it')
    .description(LOCAL)
    .option('--site <name>', `site to deploy, as its file in bin/sites is named (default: ${DEFAULT_SITE})`, collect)
    .option(
      '--only <part>',
      `deploy: without checks and faults; drill: without the second and the changed deployment`,
      collect,
    )
    .option(
      '--keep',
      'leave templates, logs, the state of the emulator and the report in .honmaru/local; no process stays',
    )
    .option('--json <file>', 'write the report to a file', collect)
    .option('--port <number>', 'port of the emulator on 127.0.0.1 (default: a free one)', collect)
    .addHelpText('after', EXIT_CODES)
    .action(async (typed: TypedOptions) => {
      exitCode = await localCommand(localOptionsOf(typed, context.cwd), context, runLocal);
    });
  const ended = (code: CommandExitCode) => {
    exitCode = code;
  };
  addVerifyCommands(program, context, ended);
  addSpikeCommand(program, context, ended);
  addBackupsCommand(program, context, ended);
  addFailuresCommand(program, context, ended);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      return 0;
    }
    const shown = error instanceof CommanderError ? asHonmaruError(error, args, program) : error;
    if (shown !== undefined) {
      reportError(context.stderr, shown);
    }
    return shown === undefined ? 2 : exitCodeOf(shown);
  }
}

const LOCAL = [
  'Deploys a site for real, with the CDK CLI, to an emulator of AWS on this machine: no Docker, no account, no credentials.',
  'Looks what its failover checks say, plays faults and sees whether they are noticed in time, then removes everything.',
  'Needs Python 3.10 or later. Nothing outside the project is written.',
].join(' ');

const EXIT_CODES = `
Exit codes:
  0    every expectation held
  1    an expectation was missed, or the deployment failed
  2    wrong arguments, or something is missing on this machine
  3    a bug
  129  stopped by SIGHUP
  130  stopped by Ctrl-C
  141  stopped because nobody reads the output any more
  143  stopped by SIGTERM`;

function newProgram({ stdout, stderr, version }: CommandContext): Command {
  return new Command('honmaru')
    .description('Redundant, segmented and provable hosting topologies on AWS CDK')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      // Errors are printed once, in the form that all errors have.
      outputError: () => undefined,
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

/** The error of the parser in the form of ours; `undefined` when help was printed instead. */
function asHonmaruError(
  { code, message }: CommanderError,
  args: readonly string[],
  program: Command,
): HonmaruError | undefined {
  if (code === 'commander.help') {
    return undefined;
  }
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  const suggested = /Did you mean ([^?]+)\?/.exec(message)?.[1];
  const command = program.commands.find((each) => each.name() === args[0])?.name();
  const name = command === undefined ? 'honmaru' : `honmaru ${command}`;
  const help = `see ${name} --help`;
  const hint = suggested === undefined ? help : `did you mean ${suggested}?`;
  const got = `'${printable(args.join(' '))}'`;
  const faults: Readonly<Record<string, Fault>> = {
    'commander.unknownOption': {
      path: printable(named),
      must: 'must be an option of the command',
      hint,
      code: 'OptionUnknown',
    },
    'commander.optionMissingArgument': {
      path: named.split(' ')[0] ?? named,
      must: 'must be followed by a value',
      got: 'nothing',
      hint: `write ${named}`,
      code: 'OptionWithoutValue',
    },
    'commander.unknownCommand': {
      path: 'honmaru',
      must: 'must be followed by a command',
      got: `'${printable(named)}'`,
      hint,
      code: 'CommandUnknown',
    },
    'commander.missingArgument': {
      path: name,
      must: `must be followed by <${named}>`,
      got,
      hint: help,
      code: 'ArgumentMissing',
    },
    'commander.excessArguments': {
      path: name,
      must: command === 'local' ? 'must be followed by options alone' : 'must be followed by no more arguments',
      got,
      hint: help,
      code: 'ArgumentUnexpected',
    },
  };
  const fault = faults[code] ?? {
    path: 'honmaru',
    must: 'must be given arguments it knows',
    got,
    hint: help,
    code: 'ArgumentsInvalid',
  };
  return new HonmaruError([fault]);
}
