import fc from 'fast-check';
import { HonmaruError } from '../../lib/errors';
import { defineSite, type Site, type SiteConfig } from '../../lib/site';
import { NEVER_SHOWN, mutate, mutationLists } from './mutations';
import { validSiteConfigs } from './site-arbitrary';
import { brokenInvariants } from './site-invariants';

/** A configuration with up to three changes, most of which make it faulty. */
export interface FuzzedConfig {
  readonly config: unknown;
  readonly mutations: number;
}

/** Configurations that are valid by construction, then changed up to three times. */
export const fuzzedConfigs: fc.Arbitrary<FuzzedConfig> = fc
  .tuple(validSiteConfigs, mutationLists)
  .map(([config, mutations]) => ({ config: mutate(config, mutations), mutations: mutations.length }));

/** What became of one configuration. */
export type Outcome =
  | { readonly kind: 'valid'; readonly site: Site; readonly milliseconds: number }
  | { readonly kind: 'refused'; readonly codes: readonly string[]; readonly milliseconds: number };

const PROTOTYPE = Reflect.ownKeys(Object.prototype).map(String).join();
const MAX_MILLISECONDS = 1000;

/**
 * Runs one configuration and checks everything that must hold, whatever it is.
 *
 * @throws Error for a crash, a broken invariant, an empty or revealing fault, a changed prototype or a slow run
 */
export function runFuzzedConfig({ config, mutations }: FuzzedConfig): Outcome {
  const outcome = runConfig(config);
  if (outcome.kind === 'refused' && mutations === 0) {
    throw new Error(`a valid configuration was refused: ${outcome.codes.join(', ')}`);
  }
  if (outcome.milliseconds > MAX_MILLISECONDS) {
    throw new Error(`took ${Math.round(outcome.milliseconds)} ms`);
  }
  if (Reflect.ownKeys(Object.prototype).map(String).join() !== PROTOTYPE) {
    throw new Error('the prototype of all objects changed');
  }
  return outcome;
}

function runConfig(config: unknown): Outcome {
  const start = performance.now();
  let site: Site;
  try {
    site = defineSite(config as SiteConfig);
  } catch (error) {
    const milliseconds = performance.now() - start;
    if (!(error instanceof HonmaruError)) {
      throw new Error('not a typed error', { cause: error });
    }
    checkFaults(error);
    return { kind: 'refused', codes: [...new Set(error.faults.map(({ code }) => code))], milliseconds };
  }
  const milliseconds = performance.now() - start;
  const broken = brokenInvariants(site);
  if (broken.length > 0) {
    throw new Error(`broken: ${broken.join('; ')}`);
  }
  return { kind: 'valid', site, milliseconds };
}

function checkFaults(error: HonmaruError): void {
  const empty = error.faults.some(
    ({ path, must, hint, code }) => [path, must, hint].includes('') || !/^[A-Z][A-Za-z]+$/.test(code),
  );
  if (empty || error.faults.length === 0) {
    throw new Error(`a fault says nothing: ${error.message}`);
  }
  if (Object.values(NEVER_SHOWN).some((secret) => error.message.includes(secret))) {
    throw new Error('a fault shows what must not be shown');
  }
  if (error.message.split('\n').length !== error.faults.length || /[\p{Cf}\p{Cs}\0]/u.test(error.message)) {
    throw new Error('a fault does not print as one line');
  }
}
