import { Argument, type Command } from 'commander';
import { collect } from './collect';
import type { CommandContext } from './command-context';
import type { CommandExitCode } from './exit-code';
import type { TypedExposure } from './exposure-command';
import type { TypedPath } from './path-command';
import type { TypedVerify } from './verify-options';

/**
 * Adds the commands that prove things about templates. What they do is loaded when they are run, so that help and refused
 * arguments do not wait for it.
 *
 * @param ended is told how a command ended
 */
export function addVerifyCommands(
  program: Command,
  context: CommandContext,
  ended: (exitCode: CommandExitCode) => void,
): void {
  const verify = program
    .command('verify')
    .summary('prove what a network lets through, before it is deployed')
    .description(VERIFY)
    .argument('[templates...]', TEMPLATES)
    .option(
      '--policy <file>',
      'what must hold: YAML, JSON or TypeScript (default: what should hold of any network)',
      collect,
    )
    .option(
      '--format <name>',
      'pretty, json, junit, sarif, csv or html (default: what the name of --output ends in, or else pretty)',
      collect,
    )
    .option('--output <file>', 'write a report to a file; may be repeated, one format each', collect)
    .option('--baseline <file>', 'fail only on what is not in this baseline', collect)
    .option('--write-baseline <file>', 'write what does not hold now to a baseline', collect)
    .option(
      '--accept <default>',
      'accept the default of a parameter, <stack>/<parameter>=<value>; may be repeated',
      collect,
    )
    .option(
      '--card-data <who>',
      'who holds card data: lists what is in scope of PCI DSS, and what is connected to it',
      collect,
    )
    .option('--certify', 'check every verdict against a second, independent implementation that walks packets')
    .option('--verbose', 'explain what holds as well, and list everything that verdicts rest on');
  common(verify)
    .addHelpText('after', VERIFY_AFTER)
    .action(async (paths: readonly string[], typed: TypedVerify) => {
      ended(await (await import('./verify-command')).verifyCommand(paths, typed, context));
    });
  const path = program
    .command('path')
    .summary('say why one thing reaches another, or everything that stops it')
    .description(PATH)
    .addArgument(new Argument('<from>', 'who sends: internet, internet:<address>, a logical id, or another selector'))
    .addArgument(new Argument('<to>', 'who receives, in the same words'))
    .argument('[service]', 'tcp/443, udp/53, icmp, … (default: tcp/443)')
    .option('--in <templates>', TEMPLATES, collect)
    .option('--format <name>', 'pretty or json (default: pretty)', collect);
  common(path)
    .addHelpText('after', PATH_AFTER)
    .action(async (from: string, to: string, service: string | undefined, typed: TypedPath) => {
      ended(await (await import('./path-command')).pathCommand(from, to, service, typed, context));
    });
  const exposure = program
    .command('exposure')
    .summary('list what is reachable from where, without a policy')
    .description(EXPOSURE)
    .argument('[templates...]', TEMPLATES)
    .option('--from <who>', 'who sends; may be repeated (default: the internet and every site)', collect)
    .option('--level <name>', 'direct, via-proxies or via-compute (default: via-proxies)', collect)
    .option('--format <name>', 'pretty, json or csv (default: pretty)', collect);
  common(exposure)
    .addHelpText('after', EXPOSURE_AFTER)
    .action(async (paths: readonly string[], typed: TypedExposure) => {
      ended(await (await import('./exposure-command')).exposureCommand(paths, typed, context));
    });
}

/** Adds the options that all commands on templates have. */
export function common(command: Command): Command {
  return command
    .option('--param <value>', 'value of a parameter, <stack>.<name>=<value>; may be repeated', collect)
    .option(
      '--zones <list>',
      'zones of a Region as the account has them, ap-northeast-1=a,c,d; may be repeated',
      collect,
    )
    .option('--language <code>', 'en or ja (default: en)', collect);
}

/** What may be named as input. */
export const TEMPLATES = 'cloud assembly, CloudFormation templates, or a folder of them (default: cdk.out)';

const VERIFY = [
  'Reads what CloudFormation will read, and proves for every rule of a policy that it holds, or shows one packet for which it',
  'does not, with every hop and the line to change. Nothing is deployed, no account is asked. What is not known counts as open.',
].join(' ');

const VERIFY_AFTER = `
Examples:
  honmaru verify
  honmaru verify cdk.out --policy verify/policy.yaml --output report.html --output report.sarif
  honmaru verify template.yaml --param network.VpcCidr=10.0.0.0/16 --zones ap-northeast-1=a,c
  honmaru verify --write-baseline known.json && honmaru verify --baseline known.json

Exit codes:
  0  every rule holds, but for what the baseline knows
  1  a rule does not hold, or --certify found two implementations that disagree
  2  wrong arguments, an unreadable template or policy, or a selector that names nobody
  3  a bug

What a verdict says, and what it does not: docs/verifying.md`;

const PATH = [
  'Looks at every way from one to the other, and tells of the one on which least stands in the way: each hop with the rule that',
  'decides, and everything that would have to change. One connection is looked at; what gets there through others is told behind it.',
].join(' ');

const PATH_AFTER = `
Examples:
  honmaru path internet WebServer tcp/443
  honmaru path id:AppService path:**/Database/** tcp/3306 --in cdk.out
  honmaru path internet:203.0.113.7 'subnet:Data*' tcp/22 --language ja

Exit codes:
  0  it surely gets there, and its answer back, for every pair
  1  it does not for some pair, or only the deployment tells
  2  wrong arguments, or a name that fits nobody
  3  a bug`;

const EXPOSURE = [
  'Lists for each sender what surely and what perhaps arrives where. Needs no policy: it is a view for people, and proves nothing',
  'about conditions beyond the first possible combination.',
].join(' ');

const EXPOSURE_AFTER = `
Examples:
  honmaru exposure
  honmaru exposure cdk.out --from internet --from site:PartnerGateway --format csv

Exit codes:
  0  listed
  2  wrong arguments, or a name that fits nobody
  3  a bug`;
