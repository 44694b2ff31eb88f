import { knownText, type Value } from '../../../template';
import type { Certainty } from '../../address';
import { entry, keysOf, listed } from './read-values';

/** Conditions that bind a request to an account or an organisation: by what is asked for, or by who asks. */
const OF_RESOURCE = new Set(['aws:resourceaccount', 'aws:resourceorgid', 'aws:resourceorgpaths', 's3:resourceaccount']);
const OF_PRINCIPAL = new Set([
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalarn',
]);

/** Operators that no request escapes by leaving the key out. */
const BINDING = new Set(['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike']);

/**
 * Whether the policy of an endpoint lets anyone carry anything anywhere; without a policy it does.
 *
 * What is stored behind a gateway endpoint may be a stranger's however well known the principal is, so that it is bound by
 * the resource only.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html read 2026-11-25
 */
export function unrestricted(policy: Value, bindsBy: 'resource' | 'either'): Certainty {
  if (policy.kind === 'absent') {
    return 'yes';
  }
  const statements = listed(entry(policy, 'Statement'));
  if (statements.open !== undefined) {
    return 'unknown';
  }
  const all = statements.items.map(({ value, exists }): Certainty => {
    const isOpen = openness(value, bindsBy);
    return isOpen === 'yes' && exists !== 'yes' ? 'unknown' : isOpen;
  });
  const denies = statements.items.some(({ value }) => knownText(entry(value, 'Effect')) !== 'Allow');
  return all.includes('yes') ? (denies ? 'unknown' : 'yes') : all.includes('unknown') ? 'unknown' : 'no';
}

function openness(statement: Value, bindsBy: 'resource' | 'either'): Certainty {
  if (knownText(entry(statement, 'Effect')) === 'Deny') {
    return 'no';
  }
  const resource = namesAnything(entry(statement, 'Resource'));
  const principal = bindsBy === 'either' ? namesAnything(entry(statement, 'Principal')) : 'yes';
  const condition = bound(entry(statement, 'Condition'), bindsBy);
  const bounds: readonly Certainty[] = [opposite(resource), opposite(principal), condition];
  return bounds.includes('yes') ? 'no' : bounds.includes('unknown') ? 'unknown' : 'yes';
}

function opposite(certainty: Certainty): Certainty {
  return certainty === 'yes' ? 'no' : certainty === 'no' ? 'yes' : 'unknown';
}

/** Whether a principal or resource is any: what is not there is told by its opposite, which may be anything. */
function namesAnything(value: Value): Certainty {
  const star = entry(value, 'AWS');
  const items = listed(star.kind === 'absent' ? value : star);
  if (items.open !== undefined || items.items.length === 0) {
    return 'unknown';
  }
  const all = items.items.map(({ value: each }): Certainty => {
    const text = knownText(each);
    return text === undefined
      ? each.kind === 'reference' || (each.kind === 'text' && startsFixed(each))
        ? 'no'
        : 'unknown'
      : /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*.*)$/.test(text)
        ? 'yes'
        : 'no';
  });
  return all.includes('yes') ? 'yes' : all.includes('unknown') ? 'unknown' : 'no';
}

/** Whether a text names a resource of its own account or stack although some of its parts are not known. */
function startsFixed({ parts }: Extract<Value, { kind: 'text' }>): boolean {
  return parts.every((part) => part.kind === 'known' || part.kind === 'reference' || isPseudo(part));
}

/** Whether a condition binds requests. */
function bound(condition: Value, bindsBy: 'resource' | 'either'): Certainty {
  const operators = keysOf(condition);
  if (operators === undefined) {
    return 'unknown';
  }
  const all = operators.flatMap((operator) => {
    const keys = keysOf(entry(condition, operator));
    return keys === undefined
      ? (['unknown'] as const)
      : keys.map((key) => boundBy(operator, key, entry(condition, operator, key), bindsBy));
  });
  return all.includes('yes') ? 'yes' : all.includes('unknown') || all.length > 0 ? 'unknown' : 'no';
}

function boundBy(operator: string, key: string, value: Value, bindsBy: 'resource' | 'either'): Certainty {
  const name = key.toLowerCase();
  const isKey = OF_RESOURCE.has(name) || (bindsBy === 'either' && OF_PRINCIPAL.has(name));
  const items = listed(value);
  const isFixed =
    items.open === undefined &&
    items.items.every(({ value: each }) => isPseudo(each) || !(knownText(each) ?? '*').startsWith('*'));
  return isKey && BINDING.has(operator.toLowerCase()) && isFixed && items.items.length > 0 ? 'yes' : 'unknown';
}

function isPseudo(value: Value): boolean {
  return value.kind === 'symbol' && value.id.startsWith('pseudo:');
}
