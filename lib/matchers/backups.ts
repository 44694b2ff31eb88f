import type { TemplateModel } from '../template';
import { parseObjectives, proveBackups, type BackupObjectives, type BackupReport } from '../verify/backups';
import { loadForVerify, type LoadOptions } from '../verify/policy';

/** Backups that expectations are about. Make it once for a test file. */
export class Backups {
  private readonly model: TemplateModel;

  constructor(model: TemplateModel) {
    this.model = model;
  }

  /** Asks what they achieve. */
  ask(objectives: BackupObjectives): BackupReport {
    return proveBackups(this.model, parseObjectives(objectives));
  }
}

/**
 * The backups of a cloud assembly (`cdk.out`) or of templates.
 *
 * ```ts
 * expect(backupsOf('cdk.out')).toAchieve({
 *   name: 'shop',
 *   protects: { database: { resources: ['type:AWS::RDS::DBCluster'], backupsPerDay: 2, recoveryPoints: 5 } },
 * });
 * ```
 *
 * @throws HonmaruError when there is nothing that can be read
 */
export function backupsOf(input: string | readonly string[] | TemplateModel, options: LoadOptions = {}): Backups {
  return new Backups(isPath(input) ? loadForVerify(input, options).model : input);
}

function isPath(input: string | readonly string[] | TemplateModel): input is string | readonly string[] {
  return typeof input === 'string' || Array.isArray(input);
}
