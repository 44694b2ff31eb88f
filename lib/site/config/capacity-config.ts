/** Load the site must carry. */
export interface CapacityConfig {
  /** Requests per second at the origin on the busiest ordinary day: above 0, at most 1,000,000. */
  readonly peakRps: number;

  /**
   * Windows with a higher peak, at most 50; the minimum size of both tiers follows them. They must not touch, lead time included.
   *
   * @default - none
   */
  readonly onSale?: readonly OnSaleConfig[];
}

/** A weekly window with a higher peak. */
export interface OnSaleConfig {
  /** Stable name, kebab-case, unique. */
  readonly name: string;
  /** When, in the site's time zone. */
  readonly window: WeeklyWindowConfig;
  /** Requests per second at the origin within the window: at least `capacity.peakRps`. */
  readonly peakRps: number;
  /**
   * Time before the window at which the instances are launched, in minutes: 10 to 180, and enough for `bootSeconds`.
   *
   * @default 30
   */
  readonly leadMinutes?: number;
}

/** A window that comes back every week; it does not cross midnight. */
export interface WeeklyWindowConfig {
  /** Days, at least one, without duplicates. */
  readonly days: readonly Weekday[];
  /** Start as `HH:MM`, for example `09:30`. */
  readonly from: string;
  /** End as `HH:MM`, later than `from`. */
  readonly until: string;
}

/** Days of the week. */
export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';
