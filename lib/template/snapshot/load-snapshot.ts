import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError } from '../../errors';
import { buildModel, type StackSource } from '../build-model';
import { compare } from '../compare';
import { asList, asObject, asString, at, isObject, type JsonObject, type JsonValue } from '../json';
import type { Given, TemplateFinding, TemplateModel } from '../model';
import { faultAt } from '../plain/fault-at';
import { CONVERTERS, INERT, REQUIRED, SINGLE_ANSWERS } from './converters';
import type { SnapshotResource } from './snapshot-resource';

/** What a snapshot does not tell. */
export interface SnapshotOptions extends Given {
  /** Region of files that lie in no folder of a Region. */
  readonly region?: string;
  readonly account?: string;
}

/**
 * Reads the answers of `describe-*` calls about a running network into the shape of templates.
 *
 * The layout is that of Batfish's snapshots: `aws_configs/<region>/*.json`, or
 * `aws_configs/accounts/<account>/<region>/*.json`; the names of the files do not matter. Everything is there in full:
 * main route tables (`Main` in the metadata), default groups and network ACLs (`Default`) are resources of their own.
 * Identifiers stay literal and evaluate to the resources they name.
 */
export function loadSnapshot(directory: string, options: SnapshotOptions = {}): TemplateModel {
  const root = existsSync(path.join(directory, 'aws_configs')) ? path.join(directory, 'aws_configs') : directory;
  const files = existsSync(root) ? jsonFiles(root) : [];
  if (files.length === 0) {
    throw new HonmaruError([
      {
        path: directory,
        must: 'must hold JSON files of describe calls',
        hint: 'name the folder that aws_configs is in',
        code: 'SnapshotNotFound',
      },
    ]);
  }
  const environments = new Map<string, Environment>();
  for (const file of files) {
    const { region, account } = environmentOf(path.relative(root, file), options);
    const name = [account, region].filter((part) => part !== undefined).join('/') || 'snapshot';
    const environment = environments.get(name) ?? { region, account, answers: new Map<string, JsonObject[]>() };
    environments.set(name, environment);
    addAnswer(environment.answers, file);
  }
  const findings: TemplateFinding[] = [];
  const stacks = [...environments].map(([name, environment]) => stackOf(name, environment, findings));
  return buildModel({ directory, stacks, missingContext: [], findings }, options);
}

interface Environment {
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Records by the name of their list. */
  readonly answers: Map<string, JsonObject[]>;
}

function jsonFiles(directory: string): readonly string[] {
  return readdirSync(directory)
    .sort(compare)
    .flatMap((name) => {
      const file = path.join(directory, name);
      return statSync(file).isDirectory() ? jsonFiles(file) : name.endsWith('.json') ? [file] : [];
    });
}

function environmentOf(relative: string, options: SnapshotOptions): Pick<Environment, 'region' | 'account'> {
  const folders = relative.split(path.sep).slice(0, -1);
  return {
    region: folders.find((folder) => /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(folder)) ?? options.region,
    account: folders.find((folder) => /^\d{12}$/.test(folder)) ?? options.account,
  };
}

function addAnswer(answers: Map<string, JsonObject[]>, file: string): void {
  const text = readFileSync(file, 'utf8');
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (cause) {
    throw faultAt(file, text, 0, {
      must: 'must be readable JSON',
      got: cause instanceof Error ? cause.message : String(cause),
      hint: 'record the answer again',
      code: 'SnapshotUnreadable',
      cause,
    });
  }
  const record = isObject(answer) ? answer : {};
  const single = Object.keys(SINGLE_ANSWERS).find((key) => isObject(record[key]));
  const lists: readonly (readonly [string, JsonValue | undefined])[] =
    single === undefined ? Object.entries(record) : [[SINGLE_ANSWERS[single] ?? '', [record]]];
  for (const [name, list] of lists) {
    const records = name === 'NextToken' && list !== null ? [{ Token: list ?? null }] : asList(list);
    const known = answers.get(name) ?? [];
    known.push(...records.map((item) => asObject(item)).filter((item) => !isGone(item)));
    answers.set(name, known);
  }
}

/** What is deleted or was refused is listed for a while. */
function isGone(record: JsonObject): boolean {
  const state =
    asString(record['State']) ?? asString(at(record, 'State', 'Code')) ?? asString(at(record, 'Status', 'Code'));
  return /^(delet(ed|ing)|failed|rejected|expired)$/.test(state ?? '');
}

function stackOf(name: string, environment: Environment, findings: TemplateFinding[]): StackSource {
  const { answers, region, account } = environment;
  const faults = incompleteness(answers);
  findings.push(...faults.map((means): TemplateFinding => ({ code: 'SNAPSHOT_INCOMPLETE', where: name, means })));
  const resources = new Map<string, SnapshotResource>();
  for (const [list, records] of answers) {
    const converter = CONVERTERS[list];
    records
      .map((record) => (list === 'TargetGroups' ? withTargets(record, answers) : record))
      .flatMap((record) => converter?.(record) ?? [])
      .forEach((resource) => resources.set(resource.id, resource));
  }
  const sorted = [...resources.values()].sort((a, b) => compare(a.id, b.id));
  return {
    name,
    constructPath: name,
    region,
    account: account ?? ownerOf(answers),
    templateFile: name,
    template: {
      Resources: Object.fromEntries(
        sorted.map(({ id, type, properties, metadata }) => [
          id,
          { Type: type, Properties: properties, ...(metadata === undefined ? {} : { Metadata: metadata }) },
        ]),
      ),
    },
    tags: {},
    constructPaths: {},
    physicalIds: Object.fromEntries(sorted.map(({ id, physicalIds }) => [id, physicalIds ?? {}])),
    taints: faults,
    observed: true,
  };
}

function incompleteness(answers: Environment['answers']): readonly string[] {
  const missing = REQUIRED.filter((list) => !answers.has(list));
  const unread = [...answers]
    .filter(([list, records]) => records.length > 0 && CONVERTERS[list] === undefined && !INERT.includes(list))
    .map(([list]) => list);
  return [
    ...missing.map((list) => `no answer holds ${list}: nothing is known about them`),
    ...unread.sort(compare).map((list) => `${list} are not read: what they join is not shown`),
    ...(answers.get('NextToken')?.length ? ['an answer is only the first page: the rest of it is not shown'] : []),
  ];
}

function withTargets(record: JsonObject, answers: Environment['answers']): JsonObject {
  const health = answers
    .get('LoadBalancerTargetHealth')
    ?.find((entry) => entry['TargetGroupArn'] === record['TargetGroupArn']);
  return health === undefined
    ? record
    : {
        ...record,
        Targets: asList(health['TargetHealthDescriptions']).map((entry) => at(entry, 'Target') ?? null),
      };
}

function ownerOf(answers: Environment['answers']): string | undefined {
  const owners = ['Vpcs', 'SecurityGroups', 'Subnets'].flatMap((list) =>
    (answers.get(list) ?? []).map((record) => asString(record['OwnerId'])),
  );
  return owners.find((owner) => owner !== undefined);
}
