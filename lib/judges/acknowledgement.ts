import type { Fault } from '../errors';

/** A finding that is accepted, with what makes up for it. */
export interface Acknowledgement {
  /**
   * Qualified ids of the rules, at least one: `AwsSolutions::AwsSolutions-VPC3`.
   *
   * A rule that gives several findings needs each of them: `AwsSolutions::AwsSolutions-IAM5[Resource::*]`, where `*`
   * is the finding's own star; `{any}` stands for any text, as logical ids differ between sites.
   */
  readonly rules: readonly string[];

  /**
   * Construct paths from the stack on, at least one pattern: `*-Network/Vpc/**`. A `*` stands for any text within one
   * segment, `**` for any number of segments.
   */
  readonly where: readonly string[];

  /** The compensating control: what protects instead. */
  readonly reason: string;

  /** Team that answers for it. */
  readonly owner: string;

  /**
   * Field of a site file that brings the finding about, for example `protection: false`. Most sites do not declare it, so
   * the entry may answer no finding without being stale.
   *
   * @default - the entry is stale once it answers no finding
   */
  readonly declaredBy?: string;

  /** Last day on which it holds, `YYYY-MM-DD`: the reason must be judged anew by then. */
  readonly expires: string;
}

/** Rule id in its parts. */
export interface QualifiedRule {
  readonly pack: string;
  readonly rule: string;
  /** Text between the brackets, for rules that give several findings. */
  readonly finding: string | undefined;
}

/** Takes a qualified rule id apart, or returns `undefined` when it names no pack. */
export function parseRuleId(id: string): QualifiedRule | undefined {
  const match = /^([^:[\]]+)::([^[\]]+?)(?:\[(.*)\])?$/s.exec(id);
  const [, pack, rule, finding] = match ?? [];
  return pack === undefined || rule === undefined ? undefined : { pack, rule, finding };
}

/**
 * Kind of an acknowledged rule: its name without pack and finding, so that the three packs which all ask for one thing
 * count once: `PCI.DSS.321::PCI.DSS.321-ALBWAFEnabled` is of the kind `ALBWAFEnabled`.
 */
export function acknowledgementKind(id: string): string {
  const parsed = parseRuleId(id);
  if (parsed === undefined) {
    return id;
  }
  return parsed.rule.startsWith(`${parsed.pack}-`) ? parsed.rule.slice(parsed.pack.length + 1) : parsed.rule;
}

/** Kinds of all acknowledged rules, sorted. */
export function acknowledgementKinds(entries: readonly Acknowledgement[]): readonly string[] {
  return [...new Set(entries.flatMap(({ rules }) => rules.map(acknowledgementKind)))].sort();
}

/** Whether an acknowledgement is about a finding: its qualified id, and its path from the stack on. */
export function acknowledges(entry: Acknowledgement, id: string, pathFromStack: string): boolean {
  return entry.rules.some((rule) => matchesRule(rule, id)) && matchesPath(entry, pathFromStack);
}

/** Whether a construct is within the acknowledgement's patterns. */
export function matchesPath(entry: Pick<Acknowledgement, 'where'>, pathFromStack: string): boolean {
  return entry.where.some((pattern) => globExpression(pattern).test(pathFromStack));
}

/** Whether a rule of an acknowledgement, with `{any}` in it, is a certain rule. */
export function matchesRule(rule: string, id: string): boolean {
  return rule === id || (rule.includes(ANY) && new RegExp(`^${rule.split(ANY).map(escape).join('.*')}$`, 's').test(id));
}

/** What is wrong with acknowledgements as they are written. */
export function acknowledgementFaults(entries: readonly Acknowledgement[]): readonly Fault[] {
  return entries.flatMap((entry, index) => {
    const at = `acknowledgements[${String(index)}]`;
    return [...ruleFaults(entry, at), ...textFaults(entry, at)];
  });
}

const ANY = '{any}';

function ruleFaults(entry: Acknowledgement, at: string): readonly Fault[] {
  const unqualified = entry.rules
    .filter((rule) => parseRuleId(rule) === undefined)
    .map((rule) =>
      fault(`${at}.rules`, 'must be qualified by its pack', 'write Pack::Rule', 'AcknowledgementUnqualified', rule),
    );
  return entry.rules.length > 0
    ? unqualified
    : [fault(`${at}.rules`, 'must name a rule', 'write Pack::Rule', 'AcknowledgementUnqualified', 'none')];
}

function textFaults(entry: Acknowledgement, at: string): readonly Fault[] {
  const faults: Fault[] = [];
  if (entry.where.length === 0 || entry.where.some((pattern) => /^(\*\*)?\/*$/.test(pattern))) {
    faults.push(
      fault(`${at}.where`, 'must name constructs', 'write the path from the stack on', 'AcknowledgementEverywhere'),
    );
  }
  // A reason shorter than a few words names no compensating control.
  if (entry.reason.trim().length < 20) {
    faults.push(
      fault(
        `${at}.reason`,
        'must name the compensating control',
        'say what protects instead',
        'AcknowledgementWithoutReason',
        entry.reason,
      ),
    );
  }
  if (entry.owner.trim() === '') {
    faults.push(fault(`${at}.owner`, 'must name a team', 'say who answers for it', 'AcknowledgementWithoutOwner'));
  }
  if (!isDate(entry.expires)) {
    faults.push(
      fault(`${at}.expires`, 'must be a date', 'write YYYY-MM-DD', 'AcknowledgementWithoutExpiry', entry.expires),
    );
  }
  return faults;
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function fault(path: string, must: string, hint: string, code: string, got?: string): Fault {
  return { path, must, hint, code, ...(got === undefined ? {} : { got: `'${got}'` }) };
}

function globExpression(pattern: string): RegExp {
  const source = pattern
    .split('/')
    .map((segment) => (segment === '**' ? undefined : segment.split('*').map(escape).join('[^/]*')))
    .reduce<string>((text, segment, index) => {
      if (segment === undefined) {
        return index === 0 ? '(?:.*)' : `${text}(?:/.*)?`;
      }
      return index === 0 ? segment : `${text}/${segment}`;
    }, '');
  return new RegExp(`^${source}$`, 's');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
