import {
  findWeaknesses,
  readFailureModel,
  type Declared,
  type Weakness,
  type WeaknessCode,
  type WeaknessOptions,
} from '../../../lib/failures';
import { smallSite, type Changes } from '../support/small-site';

/** A small site: what is changed of it, and declared. */
export interface Small {
  readonly changes?: Changes;
  readonly declared?: Declared;
  readonly options?: WeaknessOptions;
}

/** A small site with a weakness, and the same without. */
export interface Case {
  readonly what: string;
  readonly code: WeaknessCode;
  readonly good: Small;
  /** What the bad site has besides. */
  readonly bad: Small;
  readonly found: readonly string[];
  /** What is found in the good site as well. */
  readonly always?: readonly string[];
}

/** Weaknesses of one code of a small site. */
export function weaknessesOf(code: WeaknessCode, { changes, declared = {}, options = {} }: Small): readonly Weakness[] {
  const templates = smallSite(changes);
  return findWeaknesses(templates, readFailureModel(templates, declared), options).filter((each) => each.code === code);
}

/** The same small site with further changes: of a resource that both change, property by property. */
export function worsen(good: Small, { changes = {}, declared = {}, options = {} }: Small): Small {
  const both = Object.keys({ ...good.changes, ...changes }).map((id) => {
    const [first, second] = [good.changes?.[id], changes[id]];
    return [id, { ...first, ...second, Properties: { ...first?.Properties, ...second?.Properties } }] as const;
  });
  return {
    changes: Object.fromEntries(both),
    declared: { ...good.declared, ...declared },
    options: { ...good.options, ...options },
  };
}

/** Where and how badly, of each. */
export function placesOf(weaknesses: readonly Weakness[]): readonly string[] {
  return weaknesses.map(({ where, severity, scenario }) =>
    [severity, where, ...(scenario === undefined ? [] : [`(${scenario})`])].join(' '),
  );
}
