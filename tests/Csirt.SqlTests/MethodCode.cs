using System.Reflection;
using System.Reflection.Emit;

namespace Csirt.SqlTests;

/// <summary>What compiled methods do, read from their instructions.</summary>
internal static class MethodCode
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>
    /// Methods that make a <typeparamref name="T"/> while the program runs: neither a static constructor, nor a helper that
    /// only static constructors call.
    /// </summary>
    public static IEnumerable<string> MakersOf<T>(Assembly assembly)
    {
        var methods = assembly.GetTypes()
            .Where(type => type != typeof(T))
            .SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
            .ToDictionary(m => m, m => Targets(m).ToHashSet());
        var makers = methods.Where(m => m.Value.Any(t => t is ConstructorInfo && t.DeclaringType == typeof(T))).Select(m => m.Key).ToList();
        return from maker in makers
               where !IsStaticConstructor(maker)
               let callers = methods.Where(m => m.Value.Contains(maker)).Select(m => m.Key).ToList()
               where callers.Count == 0 || !callers.All(IsStaticConstructor)
               select $"{maker.DeclaringType!.FullName}.{maker.Name}";
    }

    private static bool IsStaticConstructor(MethodBase method) => method is ConstructorInfo { IsStatic: true };

    // The operand of call, newobj and ldftn is a token of the method meant. A byte that looks like one of them inside another
    // instruction's operand resolves to nothing, or to something harmless.
    private static IEnumerable<MethodBase> Targets(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 5 <= code.Length; i++)
        {
            var named = code[i] == OpCodes.Call.Value || code[i] == OpCodes.Newobj.Value || (i > 0 && code[i - 1] == 0xFE && code[i] == (OpCodes.Ldftn.Value & 0xFF));
            if (named && code[i + 4] is 0x06 or 0x0A && Resolve(method.Module, BitConverter.ToInt32(code, i + 1)) is { } target)
            {
                yield return target;
            }
        }
    }

    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMember(token) as MethodBase;
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
