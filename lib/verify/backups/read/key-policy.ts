import {
  describeValue,
  itemsOf,
  knownText,
  type Evaluator,
  type TemplateResource,
  type Value,
} from '../../../template';
import { isLike } from '../glob';
import type { Words } from '../types';
import type { Answer } from './arn';
import { fieldOf, listOf } from './fields';
import { describeKey, type KeyUse } from './keys';

/** What AWS Backup needs of the key of a vault. */
const NEEDED = ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt', 'kms:CreateGrant'];

/** Conditions that hold whenever AWS Backup uses a key for its own account. */
const HELD = ['kms:calleraccount', 'kms:grantisforawsresource', 'aws:sourceaccount', 'aws:principalaccount'];

/** Policies of AWS that let a role use keys by way of AWS Backup. */
const MANAGED = ['AWSBackupServiceRolePolicyForBackup', 'AWSBackupFullAccess', 'AdministratorAccess'];

/** Who uses a key: AWS Backup in a Region, with roles, and RDS on its behalf where it copies snapshots of databases. */
export interface Users {
  readonly region: string | undefined;
  readonly roles: readonly TemplateResource[];
  readonly rds: boolean;
}

/** Whether a key lets AWS Backup encrypt and decrypt for a vault. */
export function allows(
  evaluator: Evaluator,
  key: KeyUse,
  { region, roles, rds }: Users,
): { readonly answer: Answer; readonly says: Words } {
  if (key.kind === 'aws') {
    return {
      answer: 'yes',
      says: { en: 'AWS keeps the key for the service', ja: '鍵は AWS がサービスのために管理する' },
    };
  }
  if (key.kind !== 'key') {
    const says = {
      en: `the policy of ${describeKey(key)} is in none of the templates`,
      ja: `${describeKey(key)} のポリシーはテンプレートにない`,
    };
    return { answer: 'unknown', says };
  }
  const policy = evaluator.property(key.resource, 'KeyPolicy');
  const statements = listOf(fieldOf(policy, 'Statement'));
  if (policy.kind === 'absent') {
    // KMS then leaves everything to IAM.
    return byIam(evaluator, key, roles);
  }
  const decideFor = (service: string) => NEEDED.map((action) => decide(statements, action, service, region));
  const each = decideFor('backup');
  const name = describeKey(key);
  const isCopied = !rds || decideFor('rds').every((one) => one === 'yes' || one === 'iam');
  if (each.every((one) => one === 'yes') && !isCopied) {
    return {
      answer: 'unknown',
      says: {
        en: `the policy of ${name} lets AWS Backup use it, but not RDS, which makes copies of snapshots on its behalf`,
        ja: `${name} のポリシーは AWS Backup には使用を許すが、代わってスナップショットをコピーする RDS には許していない`,
      },
    };
  }
  if (each.every((one) => one === 'yes')) {
    return {
      answer: 'yes',
      says: { en: `the policy of ${name} lets AWS Backup use it`, ja: `${name} のポリシーは AWS Backup に使用を許す` },
    };
  }
  const isDenied = each.includes('denied');
  const delegated = !isDenied && each.every((one) => one === 'yes' || one === 'iam');
  if (delegated) {
    return byIam(evaluator, key, roles);
  }
  const missing = NEEDED.filter((_, index) => each[index] !== 'yes').join(', ');
  return {
    answer: isDenied || each.some((one) => one === 'no') ? 'no' : 'unknown',
    says: {
      en: `the policy of ${name} does not surely let AWS Backup use it: ${missing}`,
      ja: `${name} のポリシーが AWS Backup に許すか確実でないもの：${missing}`,
    },
  };
}

type Decision = 'yes' | 'iam' | 'unknown' | 'no' | 'denied';

function decide(
  statements: readonly Value[] | undefined,
  action: string,
  service: string,
  region: string | undefined,
): Decision {
  if (statements === undefined) {
    return 'unknown';
  }
  const about = statements.filter((statement) => covers(statement, action));
  const denies = about.filter((statement) => knownText(fieldOf(statement, 'Effect')) === 'Deny');
  if (
    denies.some((statement) => fieldOf(statement, 'Condition').kind === 'absent' && principalOf(statement) !== 'other')
  ) {
    return 'denied';
  }
  const allowed = about
    .filter((statement) => knownText(fieldOf(statement, 'Effect')) === 'Allow')
    .map((statement): Decision => {
      const condition = conditionOf(fieldOf(statement, 'Condition'), service, region);
      const principal = principalOf(statement);
      return principal === 'other' || condition === 'no'
        ? 'no'
        : principal === 'unknown' || condition === 'unknown'
          ? 'unknown'
          : principal === 'account'
            ? 'iam'
            : 'yes';
    });
  const found = (['yes', 'iam', 'unknown'] as const).find((one) => allowed.includes(one)) ?? 'no';
  return denies.length > 0 && found !== 'no' ? 'unknown' : found;
}

function covers(statement: Value, action: string): boolean {
  const actions = (listOf(fieldOf(statement, 'Action')) ?? []).map((each) => knownText(each) ?? '');
  const exceptions = listOf(fieldOf(statement, 'NotAction')) ?? [];
  // Data keys are asked for by several names.
  const names = action === 'kms:GenerateDataKey' ? [action, 'kms:GenerateDataKeyWithoutPlaintext'] : [action];
  return exceptions.length > 0
    ? !exceptions.some((each) => isLike(action.toLowerCase(), (knownText(each) ?? '*').toLowerCase()))
    : actions.some((each) => names.some((name) => isLike(name.toLowerCase(), each.toLowerCase())));
}

/** Who a statement is about: the whole account by IAM, whoever comes by a service, AWS Backup itself, or others. */
function principalOf(statement: Value): 'account' | 'service' | 'other' | 'unknown' {
  const principal = fieldOf(statement, 'Principal');
  if (knownText(principal) === '*') {
    return 'service';
  }
  const services = (listOf(fieldOf(principal, 'Service')) ?? []).map((each) => knownText(each) ?? '');
  if (services.includes('backup.amazonaws.com')) {
    return 'service';
  }
  const people = listOf(fieldOf(principal, 'AWS'));
  if (people === undefined) {
    return 'unknown';
  }
  const texts = people.map(describeValue);
  if (texts.includes('*')) {
    return 'service';
  }
  if (texts.some((text) => /:root$/.test(text) || /^\d{12}$/.test(text) || text === '${AWS::AccountId}')) {
    return 'account';
  }
  return people.some((each) => each.kind === 'reference' || each.kind === 'text') ? 'unknown' : 'other';
}

/** Whether a condition holds when a service uses the key in a Region. */
function conditionOf(condition: Value, service: string, region: string | undefined): Answer {
  if (condition.kind === 'absent') {
    return 'yes';
  }
  const operators = entriesOf(condition);
  if (operators === undefined) {
    return 'unknown';
  }
  const answers = operators.flatMap(([, tests]) =>
    (entriesOf(tests) ?? [['?', tests] as const]).map(([key, value]): Answer => {
      if (HELD.includes(key.toLowerCase())) {
        return 'yes';
      }
      if (key.toLowerCase() !== 'kms:viaservice') {
        return 'unknown';
      }
      const wanted = (itemsOf(value) ?? [])
        .map((each) => knownText(each) ?? '')
        .filter((name) => name.startsWith(`${service}.`) || name.startsWith('*.'));
      return region === undefined
        ? wanted.length > 0
          ? 'unknown'
          : 'no'
        : wanted.some((name) => isLike(`${service}.${region}.amazonaws.com`, name))
          ? 'yes'
          : 'no';
    }),
  );
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] | undefined {
  if (value.kind === 'object') {
    return Object.entries(value.entries);
  }
  return value.kind === 'known' &&
    typeof value.value === 'object' &&
    value.value !== null &&
    !Array.isArray(value.value)
    ? Object.keys(value.value).map((key) => [key, fieldOf(value, key)] as const)
    : undefined;
}

/** The key leaves it to IAM: the role that AWS Backup works with needs a policy that lets it. */
function byIam(
  evaluator: Evaluator,
  key: KeyUse,
  roles: readonly TemplateResource[],
): { readonly answer: Answer; readonly says: Words } {
  const managed = roles.map((role) =>
    (listOf(evaluator.property(role, 'ManagedPolicyArns')) ?? []).some((arn) =>
      MANAGED.some((name) => describeValue(arn).endsWith(`/${name}`)),
    ),
  );
  const name = describeKey(key);
  return managed.length > 0 && managed.every((one) => one)
    ? {
        answer: 'yes',
        says: {
          en: `the policy of ${name} leaves it to IAM, where the role of AWS Backup may use it`,
          ja: `${name} のポリシーは IAM に委ね、AWS Backup のロールは使用を許されている`,
        },
      }
    : {
        answer: 'unknown',
        says: {
          en: `the policy of ${name} leaves it to IAM, and what the role of AWS Backup may do is not known`,
          ja: `${name} のポリシーは IAM に委ね、AWS Backup のロールに何が許されるかは分からない`,
        },
      };
}
