import type { Whereabouts } from '../explain';

/** A place in SARIF 2.1.0: a line of a file and the construct that it makes. */
export interface SarifLocation {
  readonly id?: number;
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: { readonly startLine: number; readonly startColumn?: number };
  };
  readonly logicalLocations?: readonly {
    readonly name: string;
    readonly fullyQualifiedName: string;
    readonly kind: string;
  }[];
  readonly message?: { readonly text: string };
}

/** Usual name of the folder of the project: its address is up to whoever shows the report. */
export const PROJECT_BASE = '%SRCROOT%';

/** A location; `fallback` is the file that stands for what no file made. */
export function locationOf(at: Whereabouts, fallback: string, message?: string): SarifLocation {
  const file = at.file ?? fallback;
  const name = at.logicalId ?? at.label;
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file),
      region: {
        startLine: at.line ?? 1,
        ...(at.line === undefined || at.column === undefined ? {} : { startColumn: Math.max(1, at.column) }),
      },
    },
    logicalLocations: [{ name, fullyQualifiedName: at.constructPath ?? at.label, kind: 'resource' }],
    ...(message === undefined ? {} : { message: { text: message } }),
  };
}

/** The address of a file: in the project, or on this machine. */
export function artifactOf(file: string): SarifLocation['physicalLocation']['artifactLocation'] {
  const isAbsolute = file.startsWith('/') || /^[a-zA-Z]:\//.test(file);
  return isAbsolute
    ? { uri: `file://${file.startsWith('/') ? '' : '/'}${encoded(file)}` }
    : { uri: encoded(file), uriBaseId: PROJECT_BASE };
}

function encoded(file: string): string {
  return file
    .split('/')
    .map((part, index) => (index === 0 && /^[a-zA-Z]:$/.test(part) ? part : encodeURIComponent(part)))
    .join('/');
}
