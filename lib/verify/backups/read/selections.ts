import {
  keyOf,
  knownText,
  resourcesOfType,
  targetOf,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
  type Value,
} from '../../../template';
import { isLike } from '../glob';
import { allOf, anyOf, covers, readArn, type Answer, type Segment } from './arn';
import { fieldOf, listOf, readText, type Setting } from './fields';
import type { Store } from './stores';

/** What a plan backs up. */
export interface Selection {
  readonly resource: TemplateResource;
  /** The plan it belongs to, when that is in the templates. */
  readonly plan: TemplateResource | undefined;
  readonly exists: 'yes' | 'unknown';
  /** Role that AWS Backup works with, when it is in the templates. */
  readonly role: TemplateResource | undefined;
  /** `undefined` when even how many there are is hidden. */
  readonly arns: readonly Value[] | undefined;
  readonly notArns: readonly Value[] | undefined;
  readonly anyTags: readonly TagTest[] | undefined;
  readonly allTags: readonly TagTest[] | undefined;
}

/** A test of a tag of a resource. */
export interface TagTest {
  readonly key: Setting<string>;
  readonly value: Setting<string>;
  readonly test: 'equals' | 'like' | 'not-equals' | 'not-like' | 'hidden';
}

const CONDITIONS = {
  StringEquals: 'equals',
  StringLike: 'like',
  StringNotEquals: 'not-equals',
  StringNotLike: 'not-like',
} as const;

/** Every selection of the templates. */
export function readSelections(model: TemplateModel, evaluator: Evaluator): readonly Selection[] {
  return resourcesOfType(model, 'AWS::Backup::BackupSelection').flatMap((resource) => {
    const exists = evaluator.exists(resource);
    const selection = evaluator.property(resource, 'BackupSelection');
    return exists === 'no'
      ? []
      : [
          {
            resource,
            plan: targetOf(evaluator.property(resource, 'BackupPlanId')),
            exists,
            role: targetOf(fieldOf(selection, 'IamRoleArn')),
            arns: listOf(fieldOf(selection, 'Resources')),
            notArns: listOf(fieldOf(selection, 'NotResources')),
            anyTags: listOf(fieldOf(selection, 'ListOfTags'))?.map(listedTag),
            allTags: conditionsOf(fieldOf(selection, 'Conditions')),
          },
        ];
  });
}

function listedTag(value: Value): TagTest {
  const type = knownText(fieldOf(value, 'ConditionType'))?.toUpperCase();
  return {
    key: readText(fieldOf(value, 'ConditionKey')),
    value: readText(fieldOf(value, 'ConditionValue')),
    test: type === 'STRINGEQUALS' ? 'equals' : 'hidden',
  };
}

function conditionsOf(conditions: Value): readonly TagTest[] | undefined {
  const lists = Object.entries(CONDITIONS).map(([name, test]) =>
    listOf(fieldOf(conditions, name))?.map((value): TagTest => ({
      key: withoutPrefix(readText(fieldOf(value, 'ConditionKey'))),
      value: readText(fieldOf(value, 'ConditionValue')),
      test,
    })),
  );
  return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

function withoutPrefix(key: Setting<string>): Setting<string> {
  return key.kind === 'known' ? { kind: 'known', value: key.value.replace(/^aws:ResourceTag\//, '') } : key;
}

/** Whether a selection takes a store in. */
export function selects(selection: Selection, store: Store): Answer {
  const { arns, notArns, anyTags, allTags, resource } = selection;
  if (resource.stack.region !== store.resource.stack.region || !isSameAccount(resource, store.resource)) {
    return 'no';
  }
  const isAll = [arns, anyTags, allTags].every((list) => list?.length === 0);
  const byArn = arns === undefined ? 'unknown' : anyOf(arns.map((arn) => names(arn, store)));
  const byAny = anyTags === undefined ? 'unknown' : anyOf(anyTags.map((tag) => matches(tag, store)));
  const byAll = allTags === undefined ? 'unknown' : allOf(allTags.map((tag) => matches(tag, store)));
  const excluded = notArns === undefined ? 'unknown' : anyOf(notArns.map((arn) => names(arn, store)));
  const taken = isAll ? 'yes' : allOf([byAll, either(byArn, arns, byAny, anyTags)]);
  return allOf([taken, excluded === 'yes' ? 'no' : excluded === 'no' ? 'yes' : 'unknown']);
}

/** Lists that are not given say nothing; of two that are, AWS does not say whether one is enough. */
function either(
  byArn: Answer,
  arns: readonly unknown[] | undefined,
  byTag: Answer,
  tags: readonly unknown[] | undefined,
): Answer {
  if (arns?.length === 0 && tags?.length === 0) {
    return 'yes';
  }
  if (arns?.length === 0 || tags?.length === 0) {
    return arns?.length === 0 ? byTag : byArn;
  }
  return byArn === byTag ? byArn : 'unknown';
}

function isSameAccount(a: TemplateResource, b: TemplateResource): boolean {
  return a.stack.account === undefined || b.stack.account === undefined || a.stack.account === b.stack.account;
}

/** Whether an ARN, possibly with a wildcard, names a store. */
function names(value: Value, store: Store): Answer {
  if (knownText(value) === '*') {
    return 'yes';
  }
  if (value.kind === 'reference') {
    return value.resource === store.resource ? 'yes' : 'no';
  }
  const arn = readArn(value);
  if (arn === undefined) {
    return wholeService(knownText(value), store);
  }
  const { stack } = store.resource;
  const known = (text: string | undefined) => (text === undefined ? undefined : [{ text }]);
  const isGlobal = store.kind === 'bucket';
  return allOf([
    covers(arn.service, [{ text: store.service }], isSameHole),
    isGlobal ? 'yes' : coversOr(arn.region, known(stack.region)),
    isGlobal ? 'yes' : coversOr(arn.account, known(stack.account)),
    covers(withName(arn.resource, store), store.arnResource, isSameHole),
  ]);
}

/** `arn:aws:s3*` and the like, with fewer parts than an ARN. */
function wholeService(text: string | undefined, store: Store): Answer {
  const [, service, isOpen] = /^arn:[^:]+:([^:*]*)(?::)?(\*)$/.exec(text ?? '') ?? [];
  return isOpen === undefined || service === undefined ? 'unknown' : store.service.startsWith(service) ? 'yes' : 'no';
}

/** A stack that fits any environment is in the one that a pattern names, as far as anybody can tell. */
function coversOr(pattern: Parameters<typeof covers>[0], given: Parameters<typeof covers>[1] | undefined): Answer {
  const isOwn = pattern.every(
    (piece) => 'hole' in piece && piece.hole.kind === 'symbol' && piece.hole.label.startsWith('AWS::'),
  );
  if (isOwn && pattern.length > 0) {
    return 'yes';
  }
  const isAny = pattern.length === 1 && pattern.every((piece) => 'text' in piece && piece.text === '*');
  return isAny ? 'yes' : given === undefined ? 'unknown' : covers(pattern, given, isSameHole);
}

function isSameHole(a: Value, b: Value): boolean {
  return keyOf(a) === keyOf(b) && a.kind !== 'unknown' && a.kind !== 'one-of';
}

/** `Ref` of a resource is its name, even where the template spells that out. */
function withName(segment: Segment, store: Store): Segment {
  return segment.flatMap((piece) =>
    'hole' in piece && piece.hole.kind === 'reference' && piece.hole.resource === store.resource ? store.name : [piece],
  );
}

function matches({ key, value, test }: TagTest, { tags }: Store): Answer {
  if (tags === undefined || key.kind !== 'known' || value.kind !== 'known' || test === 'hidden') {
    return 'unknown';
  }
  const tag = tags.get(key.value);
  if (tag?.kind === 'hidden') {
    return 'unknown';
  }
  const isEqual =
    tag?.kind === 'known' && (test.endsWith('like') ? isLike(tag.value, value.value) : tag.value === value.value);
  return isEqual === test.startsWith('not') ? 'no' : 'yes';
}
