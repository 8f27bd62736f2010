export function Credits() {
  return <div className="page" />;
}
