/** The release and a digest of the app's sources; set by the build. */
declare const __VERSION__: string;
