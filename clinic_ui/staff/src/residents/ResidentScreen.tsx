export function ResidentScreen() {
  return <div className="page" />;
}
