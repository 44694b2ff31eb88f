import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadTemplates, type JsonValue, type TemplateModel } from '../../../../lib/template';
import {
  Calendar,
  proveBackups,
  type BackupCheck,
  type BackupObjectives,
  type BackupProof,
  type BackupReport,
  type Protection,
} from '../../../../lib/verify/backups';

/** Texts of YAML that are put into the template of a shop, each without indentation. */
export interface ShopParts {
  /** Rules of its plan. @default - 03:00 and 15:00 UTC, 1 h to start, 3 h to complete, 3 days */
  readonly rules?: string;
  /** Properties of its cluster beside engine, name and key. */
  readonly cluster?: string;
  /** Attributes of the cluster beside its type. @default - it leaves a snapshot */
  readonly clusterAttributes?: string;
  /** Properties of its vault beside name and key. @default - locked for 1 to 35 days */
  readonly vault?: string;
  /** Key of the vault. @default - !GetAtt VaultKey.Arn */
  readonly vaultKey?: string;
  /** The selection, without its role. @default - the cluster by its ARN */
  readonly selection?: string;
  /** Policy of the key of the vault. @default - the account, and AWS Backup by its service */
  readonly keyPolicy?: string;
  /** Attributes of the key of the vault beside its type. @default - it stays */
  readonly keyAttributes?: string;
  /** Further resources. */
  readonly more?: string;
  /** Sections of the template beside `Resources`. */
  readonly sections?: string;
}

/** A rule of a plan, in one line of YAML. */
export function rule(name: string, schedule: string, more = 'Lifecycle: {DeleteAfterDays: 3}'): string {
  return `- {RuleName: ${name}, TargetBackupVault: !Ref Vault, ScheduleExpression: '${schedule}', ${WINDOWS}, ${more}}`;
}

/** One hour to start, three more to complete: a job is surely complete four hours after its time. */
export const WINDOWS = 'StartWindowMinutes: 60, CompletionWindowMinutes: 180';

/** Twice a day in UTC. */
export function twiceADay(more?: string): string {
  return [rule('three', 'cron(0 3 * * ? *)', more), rule('fifteen', 'cron(0 15 * * ? *)', more)].join('\n');
}

/** The template of a shop. */
export function shop(parts: ShopParts = {}): string {
  const {
    rules = twiceADay(),
    cluster = '{BackupRetentionPeriod: 35, DeletionProtection: true}',
    clusterAttributes = 'DeletionPolicy: Snapshot\nUpdateReplacePolicy: Snapshot',
    vault = '{LockConfiguration: {MinRetentionDays: 1, MaxRetentionDays: 35}}',
    vaultKey = '!GetAtt VaultKey.Arn',
    selection = "{Resources: [!Sub 'arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Database}']}",
    keyPolicy = KEY_POLICY,
    keyAttributes = STAYS,
    more = '',
    sections = '',
  } = parts;
  return `
${sections}
Resources:
  Database:
    Type: AWS::RDS::DBCluster
${indent(clusterAttributes, 4)}
    Properties:
      <<: ${cluster}
      Engine: aurora-postgresql
      DBClusterIdentifier: Shop
      KmsKeyId: !GetAtt DataKey.Arn
  DataKey:
    Type: AWS::KMS::Key
${indent(STAYS, 4)}
    Properties: {KeyPolicy: ${keyPolicy}}
  VaultKey:
    Type: AWS::KMS::Key
${indent(keyAttributes, 4)}
    Properties: {KeyPolicy: ${keyPolicy}}
  Vault:
    Type: AWS::Backup::BackupVault
    Properties:
      <<: ${vault}
      BackupVaultName: points
      EncryptionKeyArn: ${vaultKey}
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan:
        BackupPlanName: shop
        BackupPlanRule:
${indent(rules, 10)}
  Role:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup']
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: !Ref Plan
      BackupSelection:
        <<: ${selection}
        SelectionName: shop
        IamRoleArn: !GetAtt Role.Arn
${indent(more, 2)}
`;
}

export const STAYS = 'DeletionPolicy: Retain\nUpdateReplacePolicy: Retain';

/** What lets AWS Backup use a key. */
export const KEY_POLICY =
  "{Statement: [{Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}, Action: 'kms:*', Resource: '*'}]}";

/** A vault in another Region with a key of its own. */
export function recovery(
  vault = '{LockConfiguration: {MinRetentionDays: 1, MaxRetentionDays: 35}}',
  key = '!GetAtt Key.Arn',
): string {
  return `
Resources:
  Key:
    Type: AWS::KMS::Key
${indent(STAYS, 4)}
    Properties: {KeyPolicy: ${KEY_POLICY}}
  Copies:
    Type: AWS::Backup::BackupVault
    Properties:
      <<: ${vault}
      BackupVaultName: points
      EncryptionKeyArn: ${key}
`;
}

/** A copy to the vault of the shop's name in a Region. */
export function copyTo(region: string, lifecycle = '{DeleteAfterDays: 3}'): string {
  const arn = `!Sub 'arn:aws:backup:${region}:\${AWS::AccountId}:backup-vault:points'`;
  return `Lifecycle: {DeleteAfterDays: 3}, CopyActions: [{DestinationBackupVaultArn: ${arn}, Lifecycle: ${lifecycle}}]`;
}

export const TOKYO = 'ap-northeast-1';
export const OSAKA = 'ap-northeast-3';

/** Templates by the Region that they are for. */
export type Templates = Readonly<Record<string, string>>;

/** The model of templates, each a stack of its Region. */
export function modelOf(
  templates: string | Templates,
  parameters: Readonly<Record<string, JsonValue>> = {},
): TemplateModel {
  const folder = mkdtempSync(path.join(tmpdir(), 'honmaru-backups-'));
  try {
    const byRegion = typeof templates === 'string' ? { [TOKYO]: templates } : templates;
    const files = Object.entries(byRegion).map(([region, text]) => {
      const file = path.join(folder, `${region}.yaml`);
      writeFileSync(file, text);
      return { file, region, parameters };
    });
    return loadTemplates(files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is asked of the cluster of a shop. */
export function database(
  protection: Omit<Protection, 'resources'>,
  more: Partial<BackupObjectives> = {},
): BackupObjectives {
  return { name: 'shop', protects: { database: { resources: ['type:AWS::RDS::DBCluster'], ...protection } }, ...more };
}

/** With a leap day: what is shown here needs no more, and takes a tenth of the time. */
export const TWO_YEARS = { from: Date.UTC(2027, 0, 1) / 60_000, until: Date.UTC(2029, 0, 1) / 60_000 };

/** Proves something of a shop, over two years. */
export function proveShop(
  templates: string | Templates,
  protection: Omit<Protection, 'resources'> = {},
  more: Partial<BackupObjectives> = {},
  parameters: Readonly<Record<string, JsonValue>> = {},
): BackupReport {
  return proveBackups(modelOf(templates, parameters), database(protection, more), {
    calendar: new Calendar(TWO_YEARS),
  });
}

/** The only answer to a question, or the only one about something. */
export function answerTo(report: BackupReport, check: BackupCheck, about = ''): BackupProof {
  const found = report.proofs.filter((proof) => proof.check === check && proof.about.includes(about));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(
      `${String(found.length)} answers to ${check} ${about}: ${report.proofs.map((each) => `${each.check} ${each.about}`).join(', ')}`,
    );
  }
  return only;
}

/** Checks with an answer that is not proved, each once, with the verdict. */
export function unproved(report: BackupReport): readonly string[] {
  return [
    ...new Set(
      report.proofs.filter(({ verdict }) => verdict !== 'PROVED').map(({ check, verdict }) => `${check} ${verdict}`),
    ),
  ];
}

/** The value of a part by its English name. */
export function partOf(proof: BackupProof, what: string): string {
  return proof.parts.find((part) => part.what.en.endsWith(what))?.value ?? 'missing';
}

function indent(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(columns) + line))
    .join('\n');
}
