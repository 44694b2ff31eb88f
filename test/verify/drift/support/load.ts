import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TemplateModel } from '../../../../lib/template';
import { loadAnswers } from '../../../template/snapshot/write-snapshot';
import type { Lists } from './running';
import { ACCOUNT, REGION } from './said';

/** Loads lists as a snapshot of a running network. */
export function running(lists: Lists): TemplateModel {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'honmaru-drift-'));
  try {
    const answers = Object.fromEntries(Object.entries(lists).map(([list, records]) => [list, { [list]: records }]));
    return loadAnswers(directory, answers, `aws_configs/accounts/${ACCOUNT}/${REGION}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
