/** From a photograph to the small square picture that the hub keeps: cut, scaled, encoded. */

export const SIDE = 320; // CSS px of the drawn figure in the ringing screen
export const MAX_BYTES = 64 * 1024; // the hub refuses more
export const MAX_FILE = 20_000_000; // a camera's photograph has 3 to 12 MB
export const LEAST_SIDE = 160; // below it a face is a smear

export type Why = "tooLarge" | "noPicture" | "tooSmall";

/** A file that cannot become a portrait, and why. */
export class Unfit extends Error {
  override readonly name = "Unfit";
  readonly why: Why;

  constructor(why: Why) {
    super(why);
    this.why = why;
  }
}

export interface Cut {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The largest square in a picture; `shift` 0–1 is where it lies along the longer side. */
export function cut(width: number, height: number, shift: number): Cut {
  const side = Math.min(width, height);
  const at = Math.min(1, Math.max(0, shift));
  return { x: Math.round((width - side) * at), y: Math.round((height - side) * at), side };
}

/** Why a file is not even opened; null: try it. */
export function misfit(file: { readonly size: number; readonly type: string }): Why | null {
  if (!file.type.startsWith("image/")) return "noPicture";
  return file.size > MAX_FILE ? "tooLarge" : null;
}

export type Encode = (type: string, quality: number) => Promise<Blob | null>;

const TRIES = ["image/webp", "image/jpeg"].flatMap((type) =>
  [0.86, 0.7, 0.5].map((quality) => [type, quality] as const),
);

/** The best encoding that fits; a browser that cannot make WebP hands out PNG instead. */
export async function encoded(encode: Encode): Promise<Blob> {
  for (const [type, quality] of TRIES) {
    const blob = await encode(type, quality);
    if (blob?.type === type && blob.size <= MAX_BYTES) return blob;
  }
  throw new Unfit("tooLarge");
}

/** Open a file upright, as its EXIF says. */
export async function opened(file: File): Promise<ImageBitmap> {
  const why = misfit(file);
  if (why) throw new Unfit(why);
  const picture = await createImageBitmap(file).catch(() => {
    throw new Unfit("noPicture");
  });
  if (Math.min(picture.width, picture.height) < LEAST_SIDE) throw new Unfit("tooSmall");
  return picture;
}

/** Draw the square anew: nothing of the file but its pixels goes on (no place, no camera). */
export async function portrait(picture: ImageBitmap, shift: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#ffffff"; // what shines through a PNG
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.imageSmoothingQuality = "high";
  const { x, y, side } = cut(picture.width, picture.height, shift);
  pen.drawImage(picture, x, y, side, side, 0, 0, SIDE, SIDE);
  return encoded((type, quality) => new Promise((done) => canvas.toBlob(done, type, quality)));
}
