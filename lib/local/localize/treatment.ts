import type { JsonObject } from '../../template';

/**
 * What becomes of a resource type in the local site.
 *
 * - `native`: the emulator's own CloudFormation makes it.
 * - `translated`: a custom resource makes it through the API that CloudFormation would call.
 * - `recorded`: nothing is made; `Ref` and attributes are answered from a table. A local pass says nothing about it.
 */
export type Treatment = NativeTreatment | TranslatedTreatment | RecordedTreatment;

/** A type the emulator makes itself. */
export interface NativeTreatment {
  readonly kind: 'native';
  /** What is different from AWS, for the coverage document. */
  readonly note?: string;
  /** Changes properties that the emulator cannot take; pure. */
  readonly rewrite?: (properties: JsonObject, surroundings: Surroundings) => JsonObject;
}

/** A type made by the provider function. */
export interface TranslatedTreatment {
  readonly kind: 'translated';
  /** What is different from AWS, for the coverage document. */
  readonly note?: string;
}

/** A type that is only noted down. */
export interface RecordedTreatment {
  readonly kind: 'recorded';
  /** Why nothing is made, for the coverage document. */
  readonly note: string;
  /**
   * What becomes `Ref`: a text for `Fn::Sub`, in which `{id}` stands for an identifier that is the same on every run, or the
   * property whose value it is.
   */
  readonly ref: string | { readonly property: string };
  /** Texts for `Fn::Sub`, by the attribute they answer. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What rewrites may depend on. */
export interface Surroundings {
  /** URL the functions of the site reach the APIs through. */
  readonly functionEndpoint: string;
  /**
   * How functions find and trust what stands in for the database.
   *
   * @default - they find nothing
   */
  readonly dataPlane?: DataPlaneFiles;
}

/** What a function needs to reach what stands in for the database. */
export interface DataPlaneFiles {
  /** File with the certificate of the authority that vouches for the servers. */
  readonly certificateFile: string;
  /** Script that Node reads first, and that makes names of databases lead to this machine. */
  readonly preloadFile: string;
  /** Variable that names the resolver, and its URL. */
  readonly resolver: { readonly variable: string; readonly endpoint: string };
}
