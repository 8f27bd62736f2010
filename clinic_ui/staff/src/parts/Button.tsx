import { Button as Pressable, type ButtonProps } from "react-aria-components";

/** The one button of the desk; `className` adds its size and colour to the common look. */
export function Button({
  className = "",
  ...props
}: Omit<ButtonProps, "className"> & { className?: string }) {
  return <Pressable {...props} className={`btn ${className}`} />;
}
