import type { Hop, Origin, Verdict, Witness } from '../../../verify';
import type { PolicyFinding, ProofResult, VerifyReport } from '../../../verify/policy/types';
import { translate } from '../catalogue';
import { explainResult, whereaboutsOf, type Whereabouts } from '../explain';
import { ruleText } from '../explain/rule-text';
import { findingFingerprint, questionFingerprint, wayFingerprint } from '../fingerprint';
import type { RenderOptions } from '../options';

/** Version of the shape of the JSON report; it grows with every change that a reader would trip over. */
export const VERIFY_REPORT_VERSION = 1;

/** The report as JSON (docs/reference/verify-report.schema.json); sentences are in the language asked for. */
export function renderJson(report: VerifyReport, options: RenderOptions): string {
  return `${JSON.stringify(documentOf(report, options), undefined, 2)}\n`;
}

function documentOf(report: VerifyReport, options: RenderOptions): object {
  const { language } = options;
  const { tool, policy, templates, worlds, coverage, holds, results, findings, network, ledger, scope } = report;
  return {
    version: VERIFY_REPORT_VERSION,
    tool,
    language,
    holds,
    policy,
    templates,
    worlds,
    coverage,
    results: results.map((result) => resultOf(result, options)),
    findings: findings.map((finding) => findingOf(finding, options)),
    network: network.map(({ code, origin, means }) => ({
      code,
      says: translate(means, language),
      at: at(origin, options),
    })),
    ledger: ledger.map(({ kind, id, says, restedOnBy }) => ({ kind, id, says: says[language], restedOnBy })),
    ...(scope === undefined
      ? {}
      : {
          scope: scope.map(({ party, label, scope: of, because }) => ({
            party,
            label,
            scope: of,
            because: because[language],
          })),
        }),
  };
}

function resultOf(result: ProofResult, options: RenderOptions): object {
  const { language } = options;
  const { rule, kind, severity, says, why, from, to, services, level, relation, holds, verdict } = result;
  return {
    fingerprint: questionFingerprint(result),
    way: wayFingerprint(result),
    rule,
    kind,
    severity,
    says: says[language],
    ...(why === undefined ? {} : { why: why[language] }),
    from,
    to,
    services,
    level,
    relation,
    holds,
    headline: explainResult(result, language, options).headline,
    ...verdictOf(verdict, options),
    failing: (result.paths ?? []).map((path) => ({
      from: path.from,
      to: path.to,
      state: path.state,
      services: path.services,
      fingerprint: path.fingerprint,
    })),
    changes: (result.changes ?? []).map((change) => ({
      says: change.says[language],
      at: change.origins.map((origin) => at(origin, options)),
      collateral: change.collateral,
      examples: change.examples,
    })),
    controlPlane: result.controlPlane.map((way) => ({
      way: way.way,
      to: way.to,
      says: translate(way.says, language),
      at: at(way.origin, options),
    })),
  };
}

function verdictOf(
  { verdict, assuming, world, pairs, rules, blames, witness, certificate }: Verdict,
  options: RenderOptions,
): object {
  const { language } = options;
  return {
    verdict,
    assuming,
    ...(world === undefined || world === '' ? {} : { world }),
    pairs,
    semantics: rules,
    blames: blames.map((blame) => ({
      says: translate(blame.what, language),
      ...(blame.origin === undefined ? {} : { at: at(blame.origin, options) }),
      semantics: blame.rules,
    })),
    ...(witness === undefined
      ? {}
      : { connections: [...(witness.before ?? []), witness].map((each) => connectionOf(each, options)) }),
    ...(certificate === undefined
      ? {}
      : {
          certificate: {
            depth: certificate.pairs.length === 0 ? 0 : certificate.depth,
            pairs: certificate.pairs.map(({ from, to, layers }) => ({
              from,
              to,
              layers: layers.map((layer) => ({
                kind: layer.kind,
                says: translate(layer.says, language),
                at: at(layer.origin, options),
                semantics: layer.rules,
              })),
            })),
          },
        }),
  };
}

/** One connection with its hops. */
export function connectionOf(
  {
    from,
    to,
    packet,
    forward,
    back,
  }: Pick<Witness, 'from' | 'to' | 'forward' | 'back'> & Partial<Pick<Witness, 'packet'>>,
  options: RenderOptions,
): object {
  return {
    from: { id: from.id, label: from.label, kind: from.kind },
    to: { id: to.id, label: to.label, kind: to.kind },
    ...(packet === undefined ? {} : { packet }),
    forward: forward.map((hop) => hopOf(hop, options)),
    ...(back === undefined ? {} : { back: back.map((hop) => hopOf(hop, options)) }),
  };
}

function hopOf({ kind, says, decision, origin, rule, rules }: Hop, options: RenderOptions): object {
  const text = rule === undefined ? undefined : ruleText(rule);
  return {
    kind,
    decision,
    says: translate(says, options.language),
    at: at(origin, options),
    ...(rule === undefined ? {} : { rule: { ...at(rule, options), ...(text === undefined ? {} : { text }) } }),
    semantics: rules,
  };
}

function findingOf(finding: PolicyFinding, options: RenderOptions): object {
  const { code, severity, says, origin, rules } = finding;
  return {
    fingerprint: findingFingerprint(finding),
    code,
    severity,
    says: says[options.language],
    ...(origin === undefined ? {} : { at: at(origin, options) }),
    semantics: rules,
  };
}

function at(origin: Origin, options: RenderOptions): Whereabouts & { readonly id: string } {
  return { id: origin.id, ...whereaboutsOf(origin, options) };
}
