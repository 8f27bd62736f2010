export function Register() {
  return <div className="page" />;
}
