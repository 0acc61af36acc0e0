using System.Reflection;
using System.Text;
using Conduit.Testing;
using Conduit.Tests.Support;

namespace Conduit.Tests.House;

/// <summary>
/// The public surface of each package, as a text that is reviewed. Run the tests with CONDUIT_ACCEPT_SURFACE=1 to write it anew,
/// and read the difference before committing it.
/// </summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData("Conduit.Core")]
    [InlineData("Conduit.Testing")]
    public void The_surface_is_the_reviewed_one(string package)
    {
        Assembly assembly = package == "Conduit.Core" ? typeof(RosterSync).Assembly : typeof(InMemorySink).Assembly;
        string path = Path.Combine(RepositoryFiles.Root, "src", package, "PublicSurface.txt");
        string surface = Describe(assembly);
        if (Environment.GetEnvironmentVariable("CONDUIT_ACCEPT_SURFACE") == "1")
            File.WriteAllText(path, surface);
        surface.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append('\n');
            IEnumerable<string> members = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(IsVisible).Select(Describe).Where(line => line.Length > 0).Order(StringComparer.Ordinal);
            foreach (string member in members)
                text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !(method.IsSpecialName && method is MethodInfo && !method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsCompilers(method),
        FieldInfo field => field.IsPublic && !field.IsSpecialName,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(a => a.IsPublic || a.IsFamily || a.IsFamilyOrAssembly),
        EventInfo => true,
        _ => false,
    };

    // What every record has says nothing.
    private static bool IsCompilers(MethodBase method) => method.Name is "Equals" or "GetHashCode" or "ToString" or "<Clone>$" or "PrintMembers" or "Deconstruct" or "op_Equality" or "op_Inequality"
        || method.Name.StartsWith('<');

    private static string Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        FieldInfo field => field.IsLiteral ? $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}" : $"{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => property.Name == "EqualityContract" ? "" : $"{Name(property.PropertyType)} {property.Name} {{{(property.GetMethod?.IsPublic == true ? " get;" : "")}{(property.SetMethod?.IsPublic == true ? " set;" : "")} }}",
        _ => member.Name,
    };

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(Name)) + ">" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? "?" : "")}"));

    private static string Kind(Type type) => type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        string name = type.Namespace is { } room && room.StartsWith("Conduit", StringComparison.Ordinal) ? (room + "." + type.Name).Replace("Conduit.", "", StringComparison.Ordinal) : type.Name;
        return type.IsGenericType ? name.Split('`')[0] + "<" + string.Join(", ", type.GetGenericArguments().Select(Name)) + ">" : name;
    }
}
