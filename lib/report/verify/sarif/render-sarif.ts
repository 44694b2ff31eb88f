import type { Hop, Witness } from '../../../verify';
import type { PolicyFinding, ProofResult, VerifyReport } from '../../../verify/policy/types';
import { nameIn, translate } from '../catalogue';
import { explainResult, focusOf, packetText, templateOf, whereaboutsOf } from '../explain';
import { findingFingerprint, questionFingerprint, wayFingerprint } from '../fingerprint';
import { fill } from '../language';
import type { RenderOptions } from '../options';
import { explanationLines } from '../text/lines';
import { paintOf } from '../text/paint';
import { wordsOf } from '../words';
import { artifactOf, locationOf, PROJECT_BASE, type SarifLocation } from './location';

/** How the report is shown by tools that read SARIF. */
export interface SarifOptions extends RenderOptions {
  /** Web address of the project, under which `docs/semantics.md` is found. @default - rules have no link */
  readonly homepage?: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

interface Rule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: string;
  readonly fullDescription: string;
  readonly level: Level;
}
type Level = 'error' | 'warning' | 'note';

/**
 * The report as SARIF 2.1.0: what does not hold, each with its line, its way as a code flow, and fingerprints that do not
 * change when lines move.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: VerifyReport, options: SarifOptions): string {
  const rules = rulesOf(report, options);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const fallback = fallbackFile(report, options);
  const results = [
    ...report.results.filter(({ holds }) => !holds).map((result) => resultOf(result, fallback, options)),
    ...report.findings.map((finding) => findingOf(finding, fallback, options)),
  ];
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        semanticVersion: report.tool.version,
        ...(options.homepage === undefined ? {} : { informationUri: options.homepage }),
        rules: rules.map((rule) => descriptorOf(rule, options)),
      },
    },
    automationDetails: { id: `honmaru/verify/${report.policy.name}/` },
    language: options.language === 'ja' ? 'ja-JP' : 'en-US',
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [PROJECT_BASE]: { description: { text: 'Folder of the project.' } } },
    invocations: [{ executionSuccessful: true }],
    artifacts: report.templates.map(({ file, sha256 }) => ({
      location: artifactOf(templateOf(file, options)),
      hashes: { 'sha-256': sha256 },
    })),
    results: results.map((result) => ({ ...result, ruleIndex: indexes.get(result.ruleId) ?? -1 })),
    properties: {
      holds: report.holds,
      policy: report.policy.name,
      worlds: report.worlds,
      coverage: {
        exact: report.coverage.exact,
        approximated: report.coverage.approximated,
        inert: report.coverage.inert,
      },
    },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

function rulesOf({ results, findings }: VerifyReport, { language }: SarifOptions): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const { rule, kind, severity, says, why } of results) {
    const before = rules.get(rule);
    rules.set(
      rule,
      before ?? {
        id: rule,
        name: pascal(kind),
        shortDescription: says[language],
        fullDescription: why?.[language] ?? says[language],
        level: severity,
      },
    );
  }
  for (const { code, severity } of findings) {
    rules.set(
      code,
      rules.get(code) ?? {
        id: code,
        name: pascal(code.toLowerCase()),
        shortDescription: code,
        fullDescription: `${code} (docs/verifying.md)`,
        level: severity,
      },
    );
  }
  return [...rules.values()];
}

function descriptorOf(
  { id, name, shortDescription, fullDescription, level }: Rule,
  { homepage }: SarifOptions,
): object {
  return {
    id,
    name,
    shortDescription: { text: shortDescription },
    fullDescription: { text: fullDescription },
    help: { text: `${fullDescription}\ndocs/verifying.md, docs/semantics.md` },
    ...(homepage === undefined ? {} : { helpUri: `${homepage.replace(/\/$/, '')}/docs/semantics.md` }),
    defaultConfiguration: { level },
    properties: {
      tags: ['security', 'network'],
      precision: 'very-high',
      'problem.severity': level === 'note' ? 'recommendation' : level,
    },
  };
}

function resultOf(result: ProofResult, fallback: string, options: SarifOptions) {
  const { language } = options;
  const { rule, severity, says, verdict, from, to, controlPlane } = result;
  const explanation = explainResult(result, language, options);
  const focus = focusOf(result);
  const at = focus === undefined ? { label: `${from} > ${to}` } : whereaboutsOf(focus, options);
  const layout = { language, width: 200, paint: paintOf(false) };
  const { witness } = verdict;
  return {
    ruleId: rule,
    kind: verdict.verdict === 'UNDETERMINED' ? 'open' : 'fail',
    level: severity,
    message: {
      text: [`${verdict.verdict}: ${says[language]}`, ...explanationLines(explanation, layout, 0)].join('\n'),
    },
    locations: [locationOf(at, fallback)],
    ...(witness === undefined ? {} : { codeFlows: [codeFlow(witness, fallback, options)] }),
    relatedLocations: controlPlane.map((way, index) => ({
      id: index + 1,
      ...locationOf(whereaboutsOf(way.origin, options), fallback, translate(way.says, language)),
    })),
    partialFingerprints: {
      ...lineHash(questionFingerprint(result)),
      'honmaruQuestion/v1': questionFingerprint(result),
      'honmaruWay/v1': wayFingerprint(result),
    },
    properties: { verdict: verdict.verdict, assuming: verdict.assuming, semantics: verdict.rules, from, to },
  };
}

function findingOf(finding: PolicyFinding, fallback: string, options: SarifOptions) {
  const { code, severity, says, origin, rules } = finding;
  const at = origin === undefined ? { label: code } : whereaboutsOf(origin, options);
  return {
    ruleId: code,
    kind: 'fail',
    level: severity,
    message: { text: says[options.language] },
    locations: [locationOf(at, fallback)],
    partialFingerprints: {
      ...lineHash(findingFingerprint(finding)),
      'honmaruFinding/v1': findingFingerprint(finding),
    },
    properties: { semantics: rules },
  };
}

/**
 * The one fingerprint by which GitHub tells results apart; left out, it would be made of the text of the line.
 *
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support read 2026-11-26
 */
function lineHash(fingerprint: string): { readonly primaryLocationLineHash: string } {
  return { primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1` };
}

/** The connections of a witness one after the other, each the way of its packet and that of the answer. */
function codeFlow(witness: Witness, fallback: string, options: SarifOptions): object {
  const words = wordsOf(options.language);
  const connections = [...(witness.before ?? []), witness];
  const steps = connections.flatMap(({ forward, back = [] }) => [...forward, ...back]);
  const last = connections.at(-1) ?? witness;
  return {
    message: {
      text: fill(words.packetOf, {
        packet: packetText(last.packet),
        from: nameIn(last.from.label, options.language),
        to: nameIn(last.to.label, options.language),
      }),
    },
    threadFlows: [{ locations: steps.map((hop) => ({ location: hopLocation(hop, fallback, options) })) }],
  };
}

function hopLocation({ origin, rule, says }: Hop, fallback: string, options: SarifOptions): SarifLocation {
  return locationOf(whereaboutsOf(rule ?? origin, options), fallback, translate(says, options.language));
}

/** A result needs a file to be shown: the policy, or else the first template. */
function fallbackFile({ policy, templates }: VerifyReport, options: SarifOptions): string {
  const [first] = templates;
  return policy.file ?? (first === undefined ? 'cdk.json' : templateOf(first.file, options));
}

function pascal(text: string): string {
  return text.replace(/(?:^|[^a-z0-9]+)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
