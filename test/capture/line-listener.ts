import type { CaptureListener } from '../../src/capture/section.ts';

/** A listener that wants every line on its own, long logs included. */
export function lineListener(listener: Partial<CaptureListener>): CaptureListener {
  const ignore = (): undefined => undefined;
  return {
    section: ignore,
    logLine: ignore,
    textLine: ignore,
    end: ignore,
    hears: () => true,
    knows: () => null,
    runLine: () => false,
    passedOver: ignore,
    sectionNote: ignore,
    ...listener,
  };
}
