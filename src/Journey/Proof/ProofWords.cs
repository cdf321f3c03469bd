namespace Homeward.Journey.Proof;

/// <summary>The document's headings in the languages we sign in besides English.</summary>
internal static class ProofWords
{
    public static readonly IReadOnlyDictionary<string, string> Spanish = new Dictionary<string, string>
    {
        ["Proof of delivery"] = "Comprobante de entrega",
        ["Proof of pickup"] = "Comprobante de recogida",
        ["Proof of exchange"] = "Comprobante de cambio",
        ["Proof of service"] = "Comprobante de servicio",
        ["Record of a failed visit"] = "Registro de visita no realizada",
        ["Visit"] = "Visita",
        ["Order"] = "Pedido",
        ["Arrived"] = "Llegada",
        ["Ended"] = "Fin",
        ["Patient"] = "Paciente",
        ["Date of birth"] = "Nacimiento",
        ["Patient number"] = "Número",
        ["Method"] = "Método",
        ["Delivery address"] = "Dirección de entrega",
        ["Crew"] = "Personal",
        ["Items handed over"] = "Artículos entregados",
        ["Items picked up"] = "Artículos recogidos",
        ["Work done"] = "Trabajo realizado",
        ["Acknowledgement and signature"] = "Confirmación y firma",
        ["Signature"] = "Firma",
        ["Printed name"] = "Nombre",
        ["Signed as"] = "Firma como",
        ["Relationship"] = "Relación",
        ["Signed"] = "Firmado",
        ["Date by signer"] = "Fecha",
        ["Met in person"] = "En persona",
        ["Instruction"] = "Instrucción",
        ["Home and equipment check"] = "Revisión del hogar y del equipo",
        ["Photos"] = "Fotos",
        ["Seal"] = "Sello",
    };
}
