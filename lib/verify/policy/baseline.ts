import { HonmaruError, type Fault } from '../../errors';
import { compare } from '../../template/compare';
import { FINGERPRINT_VERSION, findingFingerprint } from './fingerprint';
import { covers } from './run/service-words';
import type { FailingPath, PolicyFinding, ProofResult, VerifyReport } from './types';

/** What fails today and is known: a later run fails for what is new alone. */
export interface Baseline {
  readonly honmaruBaseline: typeof FINGERPRINT_VERSION;
  readonly policy: string;
  /** Failing pairs, sorted by their fingerprints. */
  readonly paths: readonly BaselinePath[];
  /** Findings of severity `error`, sorted by their fingerprints. */
  readonly findings: readonly { readonly fingerprint: string; readonly code: string; readonly origin: string }[];
}

export interface BaselinePath extends FailingPath {
  readonly rule: string;
}

/** How a report differs from a baseline. */
export interface BaselineComparison {
  /** Failing pairs that the baseline does not hold. */
  readonly fresh: readonly BaselinePath[];
  readonly freshFindings: readonly PolicyFinding[];
  /** Failing pairs that it holds. */
  readonly known: readonly BaselinePath[];
  /** What it holds and is no longer there: the baseline can be written anew. */
  readonly gone: readonly BaselinePath[];
  /** Whether there is nothing new. */
  readonly holds: boolean;
}

/** What fails in a report, for comparison with later ones. Only results and findings that fail the run are in it. */
export function baselineOf(report: VerifyReport): Baseline {
  return {
    honmaruBaseline: FINGERPRINT_VERSION,
    policy: report.policy.name,
    paths: pathsOf(report),
    findings: errorsOf(report)
      .map((finding) => ({
        fingerprint: findingFingerprint(finding),
        code: finding.code,
        origin: finding.origin?.id ?? '',
      }))
      .sort((a, b) => compare(a.fingerprint, b.fingerprint)),
  };
}

/**
 * What is new in a report.
 *
 * A pair is known when its fingerprint is, or when the baseline has it with all of its services and no better state: that a
 * way became narrower is no news.
 */
export function compareWithBaseline(report: VerifyReport, baseline: Baseline): BaselineComparison {
  const paths = pathsOf(report);
  const isKnown = (path: BaselinePath) => baseline.paths.some((old) => includes(old, path));
  const findings = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const fresh = paths.filter((path) => !isKnown(path));
  const freshFindings = errorsOf(report).filter((finding) => !findings.has(findingFingerprint(finding)));
  return {
    fresh,
    freshFindings,
    known: paths.filter(isKnown),
    gone: baseline.paths.filter((old) => !paths.some((path) => includes(old, path))),
    holds: fresh.length === 0 && freshFindings.length === 0,
  };
}

/**
 * Reads a baseline that was written before.
 *
 * @throws HonmaruError when it is none, or one of another version
 */
export function parseBaseline(value: unknown, file: string): Baseline {
  const fault = (must: string, hint: string, code: string): Fault => ({ path: file, must, hint, code });
  const again = "write it anew with '--write-baseline'";
  if (typeof value !== 'object' || value === null || !('honmaruBaseline' in value)) {
    throw new HonmaruError([fault('must hold a baseline of honmaru', again, 'BaselineInvalid')]);
  }
  if (value.honmaruBaseline !== FINGERPRINT_VERSION) {
    throw new HonmaruError([
      {
        ...fault(`must be of version ${String(FINGERPRINT_VERSION)}`, again, 'BaselineVersion'),
        got: String(value.honmaruBaseline),
      },
    ]);
  }
  const { paths, findings } = value as Partial<Baseline>;
  const isGood =
    Array.isArray(paths) &&
    paths.every(
      (path: Partial<BaselinePath>) => typeof path.fingerprint === 'string' && Array.isArray(path.services),
    ) &&
    Array.isArray(findings);
  if (!isGood) {
    throw new HonmaruError([fault('must hold paths and findings', again, 'BaselineInvalid')]);
  }
  return value as Baseline;
}

/** Stable text of a baseline. */
export function formatBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, undefined, 2)}\n`;
}

/** A result that fails without a pair, such as an answer that leaves its firewall, is a path of its own. */
function pathsOf({ results }: VerifyReport): readonly BaselinePath[] {
  return results
    .filter(({ holds, severity }) => !holds && severity === 'error')
    .flatMap((result: ProofResult) => (result.paths ?? []).map((path) => ({ rule: result.rule, ...path })))
    .sort((a, b) => compare(a.fingerprint, b.fingerprint));
}

function errorsOf({ findings }: VerifyReport): readonly PolicyFinding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

function includes(old: BaselinePath, path: BaselinePath): boolean {
  return (
    old.fingerprint === path.fingerprint ||
    (old.rule === path.rule &&
      old.from === path.from &&
      old.to === path.to &&
      (old.state === path.state || path.state === `perhaps-${old.state}`) &&
      covers(old.services, path.services))
  );
}
