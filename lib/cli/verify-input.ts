import { existsSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES, type Language } from '../report/verify';
import type { Given } from '../template';
import type { Loaded } from '../verify/policy';
import { FaultCollector, oneOf, once, optionFault } from './verify-faults';

/** Options that every command on templates has, as they were typed. */
export interface TypedInput {
  readonly param?: readonly string[];
  readonly zones?: readonly string[];
  readonly language?: readonly string[];
}

/** What is read, and in which language is spoken of it. */
export interface Input {
  /** Files or folders, as the user names them. */
  readonly paths: readonly string[];
  readonly given: Pick<Given, 'parameters' | 'zones'>;
  readonly language: Language;
}

/** Where the CDK CLI leaves what it synthesizes. */
export const DEFAULT_INPUT = 'cdk.out';

/**
 * Reads what all commands on templates have in common.
 *
 * @throws HonmaruError with every fault there is
 */
export function inputOf(paths: readonly string[], typed: TypedInput, cwd: string): Input {
  const faults = new FaultCollector();
  const parameters = faults.read(() => parametersOf(typed.param ?? []));
  const zones = faults.read(() => zonesOf(typed.zones ?? []));
  const language = faults.read(() => oneOf('--language', LANGUAGES, once('--language', typed.language)) ?? 'en');
  faults.read(() => {
    requireInput(paths, cwd);
  });
  faults.close();
  return {
    paths: (paths.length === 0 ? [DEFAULT_INPUT] : paths).map((name) => inProcess(name, cwd)),
    given: {
      ...(parameters === undefined ? {} : { parameters }),
      ...(zones === undefined ? {} : { zones }),
    },
    language: language ?? 'en',
  };
}

/** A name as this process finds it: as it was typed, unless the command runs for another folder. */
export function inProcess(name: string, cwd: string): string {
  return cwd === process.cwd() ? name : path.resolve(cwd, name);
}

function requireInput(paths: readonly string[], cwd: string): void {
  if (paths.length === 0 && !existsSync(path.join(cwd, DEFAULT_INPUT))) {
    throw optionFault(
      DEFAULT_INPUT,
      'must be here when nothing else is named',
      undefined,
      "run 'cdk synth', or name a cloud assembly, a template or a folder of them",
      'VerifyInputNotFound',
    );
  }
}

/** `Stack.Name=value`; without a stack, for every stack that has such a parameter. */
function parametersOf(texts: readonly string[]): Given['parameters'] {
  const found: Record<string, Record<string, string>> = {};
  for (const text of texts) {
    const [, stack = '*', name, value] = /^(?:([^=]+)\.)?([^.=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw optionFault(
        '--param',
        'must be <stack>.<parameter>=<value>',
        text,
        "write for example '--param Network.VpcCidr=10.0.0.0/16'",
        'ParameterUnreadable',
      );
    }
    const own = (found[stack] ??= {});
    if (name in own) {
      throw optionFault('--param', `must give ${name} one value`, text, 'remove all but one', 'OptionRepeated');
    }
    own[name] = value;
  }
  return found;
}

/** `ap-northeast-1=ap-northeast-1a,ap-northeast-1c`; letters alone are completed. */
function zonesOf(texts: readonly string[]): Given['zones'] {
  const found: Record<string, readonly string[]> = {};
  for (const text of texts) {
    const [, region, list] = /^([a-z]{2}(?:-[a-z]+)+-\d+)=(.+)$/.exec(text) ?? [];
    const zones = (list ?? '').split(',').map((zone) => (/^[a-z]$/.test(zone) ? `${region ?? ''}${zone}` : zone));
    const isReadable = zones.every((zone) => region !== undefined && zone.startsWith(region) && zone !== region);
    if (region === undefined || !isReadable || new Set(zones).size < zones.length) {
      throw optionFault(
        '--zones',
        'must be <Region>=<zone>,<zone>,…, each zone once',
        text,
        "write for example '--zones ap-northeast-1=a,c,d'",
        'ZonesUnreadable',
      );
    }
    found[region] = zones;
  }
  return found;
}

/** How reports name files: against the folder of the user, templates in the folder of their assembly. */
export function placesOf({ kind, model }: Loaded, cwd: string): { readonly root: string; readonly templates?: string } {
  return { root: cwd, ...(kind === 'assembly' ? { templates: model.directory } : {}) };
}
