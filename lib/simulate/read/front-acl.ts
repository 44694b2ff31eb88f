import {
  compare,
  createEvaluator,
  itemsOf,
  knownNumber,
  knownText,
  resourcesOfType,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
  type Value,
} from '../../template';
import { faultOf, shown } from '../fault';
import type { FrontAcl, Open, PathScope, RateRule } from './types';
import { entryOf, Properties } from './values';

/**
 * Window of a rate-based rule that names none, in seconds.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html read 2026-11-26
 */
const DEFAULT_WINDOW_SECONDS = 300;

/**
 * The web ACL that customers meet first: that of CloudFront where there is one, else the only one there is.
 *
 * @throws HonmaruError `SpikeWebAclAmbiguous`
 */
export function readFrontAcl(model: TemplateModel, named?: string): FrontAcl | undefined {
  const evaluator = createEvaluator(model);
  const all = resourcesOfType(model, 'AWS::WAFv2::WebACL').filter((acl) => evaluator.exists(acl) !== 'no');
  const ofEdge = all.filter((acl) => new Properties(evaluator, acl).text('Scope') === 'CLOUDFRONT');
  const candidates =
    named === undefined ? (ofEdge.length > 0 ? ofEdge : all) : all.filter((acl) => isNamed(evaluator, acl, named));
  const [first, ...others] = candidates;
  if (others.length > 0 || (named !== undefined && first === undefined)) {
    throw faultOf(
      'webAcl',
      'must name the one web ACL that customers meet first',
      named === undefined ? `${String(candidates.length)} of them` : shown(named),
      `name one of ${all.map((acl) => nameOf(evaluator, acl)).join(', ') || 'those that the templates have: there is none'}`,
      'SpikeWebAclAmbiguous',
    );
  }
  return first === undefined ? undefined : readAcl(evaluator, first);
}

function readAcl(evaluator: Evaluator, resource: TemplateResource): FrontAcl {
  const acl = new Properties(evaluator, resource);
  const rules: RateRule[] = [];
  const open: Open[] = [];
  for (const value of acl.items('Rules')) {
    const name = knownText(entryOf(value, 'Name')) ?? resource.logicalId;
    const statement = entryOf(value, 'Statement', 'RateBasedStatement');
    if (statement.kind === 'absent') {
      open.push({ code: 'rule-not-simulated', subject: name });
      continue;
    }
    const rule = rateRule(name, value, statement);
    if (rule === undefined) {
      open.push({ code: 'rate-rule-unread', subject: name });
    } else {
      rules.push(rule);
      open.push(...(rule.action === 'challenge' ? [{ code: 'challenge-not-simulated', subject: name } as const] : []));
    }
  }
  return { name: nameOf(evaluator, resource), rules: rules.sort((a, b) => a.priority - b.priority), open };
}

function rateRule(name: string, rule: Value, statement: Value): RateRule | undefined {
  const limit = knownNumber(entryOf(statement, 'Limit'));
  const priority = knownNumber(entryOf(rule, 'Priority'));
  const action = actionOf(entryOf(rule, 'Action'));
  const counts = countsOf(statement);
  const narrowed = entryOf(statement, 'ScopeDownStatement');
  const scope: PathScope | undefined = narrowed.kind === 'absent' ? { kind: 'all' } : scopeOf(narrowed);
  if (
    limit === undefined ||
    priority === undefined ||
    action === undefined ||
    counts === undefined ||
    scope === undefined
  ) {
    return undefined;
  }
  const windowSeconds = knownNumber(entryOf(statement, 'EvaluationWindowSec')) ?? DEFAULT_WINDOW_SECONDS;
  return { name, priority, limit, windowSeconds, action, counts, scope };
}

function actionOf(action: Value): RateRule['action'] | undefined {
  const has = (name: string) => entryOf(action, name).kind !== 'absent';
  return has('Block') ? 'block' : has('Count') ? 'count' : has('Captcha') || has('Challenge') ? 'challenge' : undefined;
}

function countsOf(statement: Value): RateRule['counts'] | undefined {
  switch (knownText(entryOf(statement, 'AggregateKeyType')) ?? '') {
    case 'IP':
      return 'address';
    case 'CONSTANT':
      return 'everything';
    case 'CUSTOM_KEYS': {
      const keys = (itemsOf(entryOf(statement, 'CustomKeys')) ?? []).map((key) =>
        ['IP', 'UriPath'].filter((name) => entryOf(key, name).kind !== 'absent').join(),
      );
      return keys.sort(compare).join(' ') === 'IP UriPath' ? 'address-and-path' : undefined;
    }
    default:
      return undefined;
  }
}

const HOW: Readonly<Record<string, 'starts' | 'ends' | 'contains' | 'is'>> = {
  STARTS_WITH: 'starts',
  ENDS_WITH: 'ends',
  CONTAINS: 'contains',
  EXACTLY: 'is',
};

/** What a statement says about the path; `undefined` when it is about anything else. */
function scopeOf(statement: Value): PathScope | undefined {
  const match = entryOf(statement, 'ByteMatchStatement');
  if (match.kind !== 'absent') {
    const how = HOW[knownText(entryOf(match, 'PositionalConstraint')) ?? ''];
    const text = knownText(entryOf(match, 'SearchString'));
    const isPath = entryOf(match, 'FieldToMatch', 'UriPath').kind !== 'absent';
    return how === undefined || text === undefined || !isPath
      ? undefined
      : { kind: 'path', how, text: text.toLowerCase() };
  }
  for (const [name, kind] of [
    ['OrStatement', 'any-of'],
    ['AndStatement', 'all-of'],
  ] as const) {
    const joined = entryOf(statement, name, 'Statements');
    if (joined.kind !== 'absent') {
      const scopes = (itemsOf(joined) ?? []).map(scopeOf);
      return scopes.some((scope) => scope === undefined)
        ? undefined
        : { kind, scopes: scopes.flatMap((scope) => scope ?? []) };
    }
  }
  const inner = entryOf(statement, 'NotStatement', 'Statement');
  const scope = inner.kind === 'absent' ? undefined : scopeOf(inner);
  return scope === undefined ? undefined : { kind: 'not', scope };
}

function nameOf(evaluator: Evaluator, acl: TemplateResource): string {
  return new Properties(evaluator, acl).text('Name') ?? acl.logicalId;
}

function isNamed(evaluator: Evaluator, acl: TemplateResource, named: string): boolean {
  return acl.logicalId === named || nameOf(evaluator, acl) === named;
}
