import { knownText, resourceKey, targetOf, type Evaluator, type TemplateResource, type Value } from '../../../template';
import { readArn, textOf } from './arn';

/** A key of KMS that something is encrypted with. */
export type KeyUse =
  | { readonly kind: 'key'; readonly resource: TemplateResource }
  /** The key that AWS keeps for a service in the Region. */
  | { readonly kind: 'aws' }
  | { readonly kind: 'named'; readonly text: string; readonly region: string | undefined }
  | { readonly kind: 'none' }
  | { readonly kind: 'hidden'; readonly by: string };

/** Reads what names a key: a reference, an ARN, an ID or an alias. */
export function readKey(evaluator: Evaluator, value: Value, absent: 'aws' | 'none'): KeyUse {
  if (value.kind === 'absent') {
    return { kind: absent };
  }
  const target = targetOf(value);
  if (target !== undefined) {
    return ofResource(evaluator, target, 0);
  }
  const text = knownText(value);
  const arn = readArn(value);
  if (
    text?.startsWith('alias/aws/') === true ||
    (arn !== undefined && textOf(arn.resource)?.startsWith('alias/aws/') === true)
  ) {
    return { kind: 'aws' };
  }
  if (text === undefined) {
    return { kind: 'hidden', by: 'the ARN of the key' };
  }
  const alias = evaluator.model.byType
    .get('AWS::KMS::Alias')
    ?.find((each) => knownText(evaluator.property(each, 'AliasName')) === text);
  return alias === undefined
    ? { kind: 'named', text, region: arn === undefined ? undefined : textOf(arn.region) }
    : ofResource(evaluator, alias, 0);
}

function ofResource(evaluator: Evaluator, resource: TemplateResource, depth: number): KeyUse {
  if (resource.type === 'AWS::KMS::Alias' && depth < 4) {
    const target = evaluator.property(resource, 'TargetKeyId');
    const inner = targetOf(target);
    return inner === undefined ? readKey(evaluator, target, 'none') : ofResource(evaluator, inner, depth + 1);
  }
  return resource.type === 'AWS::KMS::Key' || resource.type === 'AWS::KMS::ReplicaKey'
    ? { kind: 'key', resource }
    : { kind: 'hidden', by: resourceKey(resource) };
}

/** How two keys are related. */
export type Kinship = 'same' | 'same-material' | 'different' | 'unknown';

/** Whether what is lost with one key is lost with the other. */
export function kinship(evaluator: Evaluator, a: KeyUse, b: KeyUse): Kinship {
  if (a.kind === 'none' || b.kind === 'none' || (a.kind === 'aws') !== (b.kind === 'aws')) {
    return a.kind === 'hidden' || b.kind === 'hidden' ? 'unknown' : 'different';
  }
  if (a.kind === 'key' && b.kind === 'key') {
    return a.resource === b.resource
      ? 'same'
      : primaryOf(evaluator, a.resource) === primaryOf(evaluator, b.resource)
        ? 'same-material'
        : 'different';
  }
  if (a.kind === 'named' && b.kind === 'named') {
    const [x, y] = [a.text, b.text].map((text) => text.replace(/^.*\//, ''));
    return a.text === b.text
      ? 'same'
      : x === y
        ? x?.startsWith('mrk-') === true
          ? 'same-material'
          : 'unknown'
        : 'different';
  }
  // The keys that AWS keeps are one for each service.
  return a.kind === 'aws' && b.kind === 'aws' ? 'different' : 'unknown';
}

/** The key of which a replica has the material; a key itself. */
function primaryOf(evaluator: Evaluator, key: TemplateResource): TemplateResource {
  return key.type === 'AWS::KMS::ReplicaKey' ? (targetOf(evaluator.property(key, 'PrimaryKeyArn')) ?? key) : key;
}

/** The Region in which a key lies, when it is known. */
export function regionOfKey(key: KeyUse): string | undefined {
  return key.kind === 'key' ? key.resource.stack.region : key.kind === 'named' ? key.region : undefined;
}

/** A key for people. */
export function describeKey(key: KeyUse): string {
  switch (key.kind) {
    case 'key':
      return resourceKey(key.resource);
    case 'aws':
      return 'AWS managed key';
    case 'named':
      return key.text;
    case 'none':
      // Only a bucket can do without a key of KMS.
      return 'SSE-S3';
    case 'hidden':
      return key.by;
  }
}
