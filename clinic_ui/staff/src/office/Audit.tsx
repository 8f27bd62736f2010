export function Audit() {
  return <div className="page" />;
}
