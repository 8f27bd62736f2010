export function Incidents() {
  return <div className="page" />;
}
