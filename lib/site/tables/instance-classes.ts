const UP_TO_16 = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];

/**
 * Families of instance classes a site's Aurora cluster may use, with their sizes: memory-optimized ones, and the
 * burstable one Aurora takes.
 *
 * Which of them a Region offers is left to the template validator (E3025), which knows the Regions.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html
 */
export const INSTANCE_FAMILIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['r8g', [...UP_TO_16, '24xlarge', '48xlarge']],
  ['r7g', UP_TO_16],
  ['r7i', [...UP_TO_16, '24xlarge', '48xlarge']],
  ['r6g', UP_TO_16],
  ['r6i', [...UP_TO_16, '24xlarge', '32xlarge']],
  ['x2g', UP_TO_16],
  ['t4g', ['medium', 'large']],
]);

/** Whether a text is an instance class, without `db.`, of one of the families. */
export function isInstanceClass(value: string): boolean {
  const [family = '', size = '', ...more] = value.split('.');
  return more.length === 0 && (INSTANCE_FAMILIES.get(family)?.includes(size) ?? false);
}
