import path from 'node:path';
import { loadAssembly, loadTemplates, type TemplateModel, type TemplateOptions } from '../../../lib/template';
import type { Level, Relation, VerdictName } from '../../../lib/verify';

/** What a reader of the template says about it. */
export interface Expectation {
  /** Why, for whoever doubts. */
  readonly says: string;
  readonly ask: 'isolate' | 'reach';
  /** Places, as `verifier.place` names them. */
  readonly from: string;
  readonly to: string;
  /** `tcp/443`; every service when left out. */
  readonly services?: readonly string[];
  readonly level?: Level;
  readonly relation?: Relation;
  readonly verdict: VerdictName;
  /** Whether the verdict needs the defaults of parameters. @default false */
  readonly byDefault?: true;
}

/** Templates in somebody else's style, with what is known of them. */
export interface Foreign {
  readonly name: string;
  readonly load: () => TemplateModel;
  /** Written down before the engine was run on it. */
  readonly expectations: readonly Expectation[];
  /** Logical ids of some resources that must show as not understood. */
  readonly octopuses?: readonly string[];
  /** Codes that the reader of templates, or the builder of the network, must report. */
  readonly findings?: readonly string[];
}

const FIXTURES = path.join(__dirname, '../../fixtures/foreign');

export function plain(file: string, region: string, options: TemplateOptions = {}): () => TemplateModel {
  return () => loadTemplates([path.join(FIXTURES, file)], { region, account: '123456789012', ...options });
}

export function assembly(directory: string): () => TemplateModel {
  return () => loadAssembly(path.join(FIXTURES, directory));
}
