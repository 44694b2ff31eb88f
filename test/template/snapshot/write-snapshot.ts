import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadSnapshot, type JsonObject, type TemplateModel } from '../../../lib/template';

/** Writes answers as a snapshot into a directory, and loads it. */
export function loadAnswers(
  directory: string,
  answers: Readonly<Record<string, JsonObject>>,
  folder = 'aws_configs/eu-west-1',
): TemplateModel {
  mkdirSync(path.join(directory, folder), { recursive: true });
  for (const [name, answer] of Object.entries(answers)) {
    writeFileSync(path.join(directory, folder, `${name}.json`), JSON.stringify(answer));
  }
  return loadSnapshot(directory);
}
