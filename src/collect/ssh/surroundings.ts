/** What a login takes from the process: tests run it with a home folder of their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Absolute. */
  readonly homeFolder: string;
  /** Name of the user who runs the program. */
  readonly localUser: string;
  readonly localHost: string;
}
