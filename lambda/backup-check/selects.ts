import type { Selection } from './observation';

/**
 * Whether a selection takes a resource; `perhaps` where tags decide, which are not read.
 *
 * It takes what one of its ARNs names, never what is excluded. AWS describes tags in two ways, as narrowing the ARNs and as
 * adding to them, so of a selection with tags no more is known than what it excludes. A selection that names nothing at all
 * takes, if anything, what the Region happens to be opted in to; no plan of a site relies on that, so it takes nothing here.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources-json.html read 2026-11-25
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html read 2026-11-25
 */
export function selects({ resources, excluded, isByTag }: Selection, arn: string): 'yes' | 'no' | 'perhaps' {
  if (excluded.some((pattern) => matches(pattern, arn))) {
    return 'no';
  }
  if (isByTag) {
    return 'perhaps';
  }
  return resources.some((pattern) => matches(pattern, arn)) ? 'yes' : 'no';
}

/** Whether a pattern names an ARN: `*` stands for any number of characters, none included, and is the only wildcard. */
export function matches(pattern: string, arn: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) {
    return pattern === arn;
  }
  if (!arn.startsWith(head)) {
    return false;
  }
  // What stands between two wildcards is looked for as far to the left as possible, which leaves the most for the rest.
  let position = head.length;
  for (const part of rest) {
    const found = arn.indexOf(part, position);
    if (found < 0) {
      return false;
    }
    position = found + part.length;
  }
  return arn.length - tail.length >= position && arn.endsWith(tail);
}
