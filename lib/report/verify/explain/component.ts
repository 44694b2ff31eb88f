import path from 'node:path';
import type { Origin } from '../../../verify';
import { nameIn } from '../catalogue';
import type { Language } from '../language';

/** Where something of a report stands, for whoever is to change it. */
export interface Whereabouts {
  /** Name for people. */
  readonly label: string;
  readonly constructPath?: string;
  readonly logicalId?: string;
  readonly type?: string;
  readonly stack?: string;
  /** The property, for example `SecurityGroupIngress[0]`. */
  readonly property?: string;
  /** Relative to the project where it lies in it, with slashes. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Where the files of a report are. */
export interface PlaceOptions {
  /** Folder against which files are named. @default - files keep the names that the templates give them */
  readonly root?: string;
  /** Folder of the templates, for what no line of a program made. @default - the template is named as its stack does */
  readonly templates?: string;
}

/** Whereabouts of an origin. */
export function whereaboutsOf({ label, resource, property }: Origin, options: PlaceOptions = {}): Whereabouts {
  if (resource === undefined) {
    return { label };
  }
  const { place, constructPath, logicalId, type, stack } = resource;
  return {
    label,
    logicalId,
    type,
    stack: stack.name,
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(property === undefined ? {} : { property }),
    file: place === undefined ? templateOf(stack.templateFile, options) : relativeTo(place.file, options.root),
    ...(place?.line === undefined ? {} : { line: place.line }),
    ...(place?.column === undefined ? {} : { column: place.column }),
  };
}

/** Whereabouts with the name in a language. */
export function whereIn(origin: Origin, language: Language, options: PlaceOptions = {}): Whereabouts {
  const found = whereaboutsOf(origin, options);
  return { ...found, label: nameIn(found.label, language) };
}

/** `lib/network.ts:12`, or the file alone. */
export function placeText({ file, line }: Pick<Whereabouts, 'file' | 'line'>): string | undefined {
  return file === undefined ? undefined : line === undefined ? file : `${file}:${String(line)}`;
}

/** A file as it is named inside a project. */
export function relativeTo(file: string, root: string | undefined): string {
  if (root === undefined || !path.isAbsolute(file)) {
    return slashed(file);
  }
  const relative = path.relative(root, file);
  return relative.startsWith('..') || path.isAbsolute(relative) || relative === '' ? slashed(file) : slashed(relative);
}

/** A template as it is named inside a project. */
export function templateOf(file: string, { templates, root }: PlaceOptions): string {
  return templates === undefined || path.isAbsolute(file)
    ? relativeTo(file, root)
    : relativeTo(path.join(templates, file), root);
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}
